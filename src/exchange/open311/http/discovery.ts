import type { Config } from '../../../kernel/config.ts'
import type { Lang } from '../../../kernel/i18n.ts'
import { sayIn } from '../../texts.ts'
import { list, type Fields } from '../domain/parts.ts'

/** What the service discovery file says: where the endpoint is, once for each format: clients exist that cannot read a list of one. */
export const describeServer = (config: Pick<Config, 'publicUrl' | 'demo'>, lang: Lang): Fields => ({
  changeset: '2026-03-01T00:00:00+08:00',
  contact: sayIn(lang)('open311.contact', { url: config.publicUrl }),
  key_service: sayIn(lang)(config.demo ? 'open311.key-service-demo' : 'open311.key-service'),
  endpoints: list('endpoint', [endpoint(config.publicUrl, 'text/xml'), endpoint(config.publicUrl, 'application/json')]),
})

const endpoint = (publicUrl: string, format: string): Fields => ({
  specification: 'http://wiki.open311.org/GeoReport_v2',
  url: `${publicUrl}/open311/v2`,
  changeset: '2026-03-01T00:00:00+08:00',
  // There is no endpoint for trials: a trial sent to this one would be a matter that somebody works on.
  type: 'production',
  formats: list('format', [format]),
})
