import { useMutation } from '@tanstack/react-query'
import { post } from '../api/send.ts'
import { useSignedIn } from '../app/session.ts'

/** Signs in; on success everything is read anew. */
export const useSignIn = () => {
  const done = useSignedIn()
  return useMutation({
    mutationFn: (given: { login: string; password: string }) => post<unknown>('/api/sign-in', given),
    onSuccess: done,
  })
}
