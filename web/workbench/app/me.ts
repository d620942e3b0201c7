import { createContext, use } from 'react'
import type { Me } from './session.ts'

export const MeContext = createContext<Me | null>(null)

/** Who works here; only below the frame. */
export const useSelf = (): Me => {
  const me = use(MeContext)
  if (!me) throw new Error('nobody is signed in here')
  return me
}
