import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { TrendDay } from './data.ts'

use([LineChart, BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

/** Draws the trend in an element; gives how to take it away. */
export const drawTrend = (element: HTMLElement, trend: readonly TrendDay[], names: readonly string[]): (() => void) => {
  const chart = init(element, undefined, { renderer: 'svg' })
  const style = getComputedStyle(element)
  const colour = (name: string): string => style.getPropertyValue(name).trim()
  const axis = {
    axisLine: { lineStyle: { color: colour('--line') } },
    axisLabel: { color: colour('--soft'), fontSize: 11 },
    splitLine: { lineStyle: { color: colour('--line') } },
  }
  chart.setOption({
    animation: false,
    grid: { left: 32, right: 8, top: 28, bottom: 22 },
    legend: { top: 0, right: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: colour('--soft'), fontSize: 12 } },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'category', data: trend.map((day) => day.day.slice(5)), ...axis },
    yAxis: { type: 'value', minInterval: 1, ...axis },
    series: [
      { name: names[0], type: 'bar', data: trend.map((day) => day.filed), itemStyle: { color: colour('--bar') }, barMaxWidth: 10 },
      {
        name: names[1],
        type: 'line',
        data: trend.map((day) => day.answered),
        showSymbol: false,
        lineStyle: { width: 2 },
        color: colour('--accent'),
      },
      {
        name: names[2],
        type: 'line',
        data: trend.map((day) => day.late),
        showSymbol: false,
        lineStyle: { width: 1.5, type: 'dashed' },
        color: colour('--late'),
      },
    ],
  })
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(element)
  return () => {
    watch.disconnect()
    chart.dispose()
  }
}
