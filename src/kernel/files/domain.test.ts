import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../i18n.ts'
import { classify, cleanFileName, servingHeaders } from './domain.ts'
import { sampleRules } from './samples.ts'
import { fileTexts } from './texts.ts'

describe('cleanFileName', () => {
  it.each([
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\fakepath\\照片.PNG', '照片.jpg'],
    ['photo\u202Egpj.exe', 'photogpj.jpg'],
    ['a\u0000b\r\nc.jpg', 'abc.jpg'],
    ['楼道\u200B灯.heic', '楼道灯.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['', 'file.jpg'],
    ['...', 'file.jpg'],
    ['con.png', 'file-con.jpg'],
    ['墙高3.5米', '墙高3.5米.jpg'],
    ['a<b>:"c|?*.png', 'a_b___c___.jpg'],
    [`${'长'.repeat(300)}.jpg`, `${'长'.repeat(80)}.jpg`],
    [`${'😀'.repeat(300)}.jpg`, `${'😀'.repeat(80)}.jpg`],
  ])('%j becomes %j', (given, cleaned) => expect(cleanFileName(given, 'jpg')).toBe(cleaned))

  it('gives a safe name with the true extension for any string, and cleaning again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (given) => {
        const name = cleanFileName(given, 'pdf')
        expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}\u202A-\u202E\u2066-\u2069\u200B-\u200F]+\.pdf$/u)
        expect(name.isWellFormed()).toBe(true)
        expect(name.startsWith('.')).toBe(false)
        expect(cleanFileName(name, 'pdf')).toBe(name)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('classify', () => {
  it('needs exactly one main part and the list of types', () => {
    const parts = ['[Content_Types].xml', 'word/document.xml']
    expect(classify({ parts }, sampleRules)).toMatchObject({ ok: true, value: { extension: 'docx' } })
    expect(classify({ parts: parts.slice(1) }, sampleRules).ok).toBe(false)
    expect(classify({ parts: [...parts, 'xl/workbook.xml'] }, sampleRules).ok).toBe(false)
  })

  it('is not led by names of object properties', () => {
    for (const mime of ['constructor', '__proto__', 'toString', undefined]) expect(classify({ mime }, sampleRules).ok).toBe(false)
  })
})

describe('servingHeaders', () => {
  const file = { digest: 'a'.repeat(64), kind: 'document', mime: 'application/pdf', name: "情况 (1)'.pdf", bytes: 1 } as const

  it('offers everything but pictures as a download', () => {
    expect(servingHeaders(file, 'main')).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="file.pdf"; filename*=UTF-8''%E6%83%85%E5%86%B5%20%281%29%27.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(servingHeaders({ ...file, kind: 'video', mime: 'video/mp4' }, 'main')['content-disposition']).toMatch(/^attachment/)
    expect(servingHeaders({ ...file, kind: 'image', mime: 'image/jpeg', name: 'a.jpg' }, 'thumb')['content-disposition']).toMatch(/^inline/)
  })
})

it('has a text for every refusal', () => {
  const say = createTranslator(fileTexts)
  expect(say('zh', 'file.too-large', { max: 10 })).toBe('文件太大，最大 10 MB。')
})
