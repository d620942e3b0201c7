import { useMatterPages } from '../parts/pages.ts'
import { askedOfServer, type MattersQuery } from './query.ts'

/** All matters that the reader may see. */
export const useMatters = (query: MattersQuery) => useMatterPages('matters', '/api/matters', askedOfServer(query))
