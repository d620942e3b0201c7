import { describe, expect, it } from 'vitest'
import { html } from '../../src/kernel/html.ts'
import { codeBlock, emptyState, page, pager, stars, steps, timeline } from './layout.ts'

const assets = { style: '/assets/style.css', script: '/assets/portal.js', fonts: '/assets/fonts.css' }
const textOf = (markup: unknown): string =>
  String(markup)
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

describe('page', () => {
  it('is a document with a title, a language, a way past the head, and the emergency numbers', () => {
    const markup = String(page({ lang: 'zh', title: '<查进度>', body: html`<h1>x</h1>`, assets, active: 'track', place: '学苑街道' }))
    expect(markup).toMatch(/^<!doctype html>/)
    expect(markup).toContain('<html lang="zh-CN"')
    expect(markup).toContain('<title>&lt;查进度&gt; · 邻里</title>')
    expect(markup.indexOf('href="#main"')).toBeLessThan(markup.indexOf('<header'))
    for (const number of ['110', '119', '120']) expect(markup).toContain(`href="tel:${number}"`)
    expect(markup).toMatch(/href="\/track"\s+aria-current="page"/)
    expect(markup).not.toContain('OpenStreetMap')
  })

  it('leads the language and the large-type switch back to the same page, and never elsewhere', () => {
    const markup = String(page({ lang: 'en', title: 'x', body: '', assets, large: true, path: '/answers?q=a&lang=en' }))
    expect(markup).toContain('href="/answers?q=a&amp;lang=zh"')
    expect(markup).toContain('href="/answers?q=a&amp;lang=en&amp;large=0"')
    expect(markup).toContain('class="large"')
    const hostile = String(page({ lang: 'zh', title: 'x', body: '', assets, path: '//evil.example/x' }))
    expect(hostile).not.toContain('href="//')
    expect(hostile).not.toContain('href="http://')
  })

  it('names the source of a map where there is one', () => {
    expect(textOf(page({ lang: 'zh', title: 'x', body: '', assets, map: true }))).toContain('© OpenStreetMap 贡献者')
  })

  it('leaves room for pictures in sixty kilobytes', () => {
    expect(String(page({ lang: 'zh', title: 'x', body: '', assets })).length).toBeLessThan(6_000)
  })
})

describe('parts', () => {
  it('shows a code in groups of four, so that copying gives it whole', () => {
    expect(String(codeBlock('zh', '260305481236')).replaceAll(/\s+/g, '')).toContain('<span>2603</span><span>0548</span><span>1236</span>')
  })

  it('says in words what it shows by marks', () => {
    expect(textOf(timeline('zh', [{ title: '城管办处理', when: '已超期 3 小时', state: 'late' }]))).toBe('已超期 城管办处理 已超期 3 小时')
    expect(String(stars('zh', 4))).toContain('aria-label="5 星中的 4 星"')
    expect(textOf(stars('zh', 9))).toBe('★★★★★')
    expect(textOf(steps('en', 2, 4))).toBe('Step 2 of 4')
    expect(textOf(emptyState('没有', '请稍后'))).toBe('没有 请稍后')
  })

  it('has no pager for one page', () => {
    expect(pager('zh', {})).toBeNull()
    expect(textOf(pager('zh', { next: '?after=x' }))).toBe('下一页')
  })
})
