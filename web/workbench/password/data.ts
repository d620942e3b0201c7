import { useMutation } from '@tanstack/react-query'
import { post } from '../api/send.ts'
import { useSignedIn } from '../app/session.ts'

/** Changes the person's own password. */
export const useChangePassword = () => {
  const done = useSignedIn()
  return useMutation({
    mutationFn: (given: { current: string; next: string }) => post<unknown>('/api/me/password', given),
    onSuccess: done,
  })
}
