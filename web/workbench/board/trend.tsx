import { type ReactElement, useEffect, useRef } from 'react'
import { useCopy } from '../app/lang.ts'
import { copy } from './copy.ts'
import { totals, type TrendDay } from './data.ts'

/** Received and answered by day, small, with the same said in a sentence. */
export const Trend = ({ trend }: { readonly trend: readonly TrendDay[] }): ReactElement => {
  const say = useCopy(copy)
  const box = useRef<HTMLDivElement>(null)
  const names = [say('filed'), say('answered'), say('lateTrend')]
  const key = names.join('|')
  useEffect(() => {
    let end: (() => void) | undefined
    let gone = false
    const element = box.current
    if (!element) return
    void import('./chart.ts').then(({ drawTrend }) => {
      if (!gone) end = drawTrend(element, trend, key.split('|'))
    })
    return () => {
      gone = true
      end?.()
    }
  }, [trend, key])
  return (
    <section className="panel">
      <h2>{say('trend')}</h2>
      <p className="small soft">{say('trendWords', { ...totals(trend) })}</p>
      <div ref={box} className="board-chart" aria-hidden="true" />
    </section>
  )
}
