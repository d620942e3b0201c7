import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTranslator, defineTexts, fill, pickLang, sayInOfficeWords } from './i18n.ts'

const texts = defineTexts({
  'matter.left': { zh: '还剩 {n} 个工作日', en: '{n} working days left' },
  'matter.done': { zh: '已办结', en: 'Done' },
})

describe('createTranslator', () => {
  const t = createTranslator(texts)
  afterEach(() => vi.unstubAllEnvs())

  it('says a text in both languages with its params', () => {
    expect(t('zh', 'matter.left', { n: 1 })).toBe('还剩 1 个工作日')
    expect(t('en', 'matter.left', { n: 2 })).toBe('2 working days left')
  })

  it('keeps a placeholder visible when its value is missing, also for names that objects inherit', () => {
    expect(t('zh', 'matter.left')).toBe('还剩 {n} 个工作日')
    expect(fill('{constructor} {a}', { a: '{b}' })).toBe('{constructor} {b}')
  })

  it('throws for a missing key in tests and shows the key in production', () => {
    expect(() => t('zh', 'nope')).toThrow('no text for nope')
    vi.stubEnv('VITEST', undefined)
    vi.stubEnv('NODE_ENV', 'production')
    expect(t('zh', 'nope')).toBe('nope')
  })

  it('refuses one key with two wordings', () => {
    expect(() => createTranslator(texts, { 'matter.done': { zh: '完成', en: 'Done' } })).toThrow('defined twice')
    expect(createTranslator(texts, texts).has('matter.done')).toBe(true)
  })

  it('says what the office worded anew, also a translator made before, and passes over what does not fit', () => {
    sayInOfficeWords({
      'matter.done': { zh: '办好了', en: 'All done' },
      'matter.left': { zh: '还剩 {days} 天', en: '{n} days to go' },
      'matter.free': { zh: '{unit} 会办', en: 'Soon' },
    })
    expect([t('zh', 'matter.done'), t('en', 'matter.done')]).toEqual(['办好了', 'All done'])
    expect([t('zh', 'matter.left', { n: 1 }), t('en', 'matter.left', { n: 1 })]).toEqual(['还剩 1 个工作日', '1 days to go'])
    const free = createTranslator({ 'matter.free': { zh: '{due} 前办', en: 'By {due}', also: ['unit'] } })
    expect([free('zh', 'matter.free', { unit: '城管办' }), free('en', 'matter.free')]).toEqual(['城管办 会办', 'Soon'])
    expect(t.all()['matter.done']).toEqual(texts['matter.done'])
    sayInOfficeWords({})
    expect(t('zh', 'matter.done')).toBe('已办结')
  })
})

describe('defineTexts', () => {
  it('refuses texts whose languages differ in placeholders, and empty ones', () => {
    expect(() => defineTexts({ a: { zh: '{n} 件', en: 'items' } })).toThrow('placeholders')
    expect(() => defineTexts({ a: { zh: '件', en: ' ' } })).toThrow('empty')
  })
})

describe('pickLang', () => {
  it.each([
    [undefined, undefined, undefined, 'zh'],
    ['en-GB,en;q=0.9', undefined, undefined, 'en'],
    ['fr,en;q=0.5,zh-CN;q=0.8', undefined, undefined, 'zh'],
    ['zh;q=0,en;q=0.1', undefined, undefined, 'en'],
    ['de', undefined, undefined, 'zh'],
    ['zhx, *', undefined, undefined, 'zh'],
    ['en', 'zh', undefined, 'zh'],
    ['en', 'zh', 'en', 'en'],
    ['zh', 'xx', 'xx', 'zh'],
  ])('%s, cookie %s, query %s: %s', (header, cookie, query, lang) => {
    expect(pickLang(header, cookie, query)).toBe(lang)
  })
})
