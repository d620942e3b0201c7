import { useMatterPages } from '../parts/pages.ts'

/** Matters whose answer is to be verified by a call. */
export const useCallbacks = () => useMatterPages('callbacks', '/api/callbacks', {})
