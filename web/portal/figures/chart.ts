import { html, type Html } from '../../../src/kernel/html.ts'
import type { Lang } from '../../../src/kernel/i18n.ts'
import { formulae, type NamedFigures } from '../../../src/oversight/api.ts'
import { t } from './copy.ts'

/** Stripes mean late, so that nobody needs to tell two colours apart. */
const stripes = (id: string): Html =>
  html`<defs>
    <pattern id="${id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="chart-late-ground" width="6" height="6" />
      <rect class="chart-late-line" width="2.5" height="6" />
    </pattern>
  </defs>`

const swatch = (fill: Html): Html =>
  html`<svg class="chart-swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${fill}</svg>`

/**
 * What was due at each line, as one bar: answered on time plain, late striped, both as long as their numbers, which stand beside it in words.
 * The longest bar is the most that was due anywhere.
 * Lines of which too little was due to be shown are left out. The key tells apart the charts of one page.
 */
export const dueChart = (key: string, title: string, lines: readonly NamedFigures[], lang: Lang): Html | null => {
  const shown = lines.filter(({ counts }) => counts.on_time + counts.late >= formulae.smallestCell)
  const most = Math.max(0, ...shown.map(({ counts }) => counts.on_time + counts.late))
  if (most === 0) return null
  const striped = `late-${key}`
  return html`<figure class="chart">
    <figcaption>
      ${title}
      <span class="chart-key">${swatch(html`<rect class="chart-on-time" width="16" height="16" />`)} ${t(lang, 'figures-page.chart-on-time')}</span>
      <span class="chart-key">${swatch(html`${stripes(striped)}<rect fill="url(#${striped})" width="16" height="16" />`)} ${t(lang, 'figures-page.chart-late')}</span>
    </figcaption>
    <ul>
      ${shown.map((line) => bar(line, most, striped, lang))}
    </ul>
  </figure>`
}

const bar = ({ name, counts }: NamedFigures, most: number, striped: string, lang: Lang): Html => {
  const wide = (count: number): number => Math.round((count / most) * 3000) / 10
  return html`<li>
    <span class="chart-name">${name}</span>
    <span class="chart-words">${t(lang, 'figures-page.chart-words', { onTime: counts.on_time, late: counts.late })}</span>
    <svg class="chart-bar" viewBox="0 0 300 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect class="chart-on-time" width="${wide(counts.on_time)}" height="16" />
      <rect fill="url(#${striped})" x="${wide(counts.on_time)}" width="${wide(counts.late)}" height="16" />
    </svg>
  </li>`
}
