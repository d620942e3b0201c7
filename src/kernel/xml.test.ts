import { existsSync, readFileSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from './result.ts'
import { element, elementOf, elementsOf, parseXml, textOf, writeXml } from './xml.ts'
import type { XmlNode } from './xml.ts'

const limits = { maxCharacters: 200_000, maxDepth: 20, maxNodes: 2000 }
const code = (text: string) => {
  const result = parseXml(text, limits)
  return result.ok ? 'read' : result.error.code
}

describe('parseXml', () => {
  it('reads elements, attributes, mixed text, CDATA and the five entities', () => {
    const root = unwrap(
      parseXml('<?xml version="1.0"?>\n<!-- c --><a x:b="1 &lt; 2&#x4e2d;">hi &amp; <![CDATA[<b>&amp;]]><c/><?p q?> tail</a>\n', limits),
    )
    expect(root).toEqual({
      name: 'a',
      attributes: { 'x:b': '1 < 2中' },
      children: ['hi & ', '<b>&amp;', { name: 'c', attributes: {}, children: [] }, ' tail'],
    })
    expect(textOf(root)).toBe('hi & <b>&amp; tail')
  })

  it('takes comments and instructions after the root', () => {
    expect(code('<a><![CDATA[<!--]]></a> <!-- x --><?y?>\n')).toBe('read')
  })

  it('does not turn codes into numbers', () => {
    const root = unwrap(parseXml('<r><id>007</id><n a="1e3">1.0</n></r>', limits))
    expect([textOf(elementOf(root, 'id')), textOf(elementOf(root, 'n')), elementOf(root, 'n')?.attributes]).toEqual([
      '007',
      '1.0',
      { a: '1e3' },
    ])
  })

  it('finds elements whatever their prefix', () => {
    const root = unwrap(parseXml('<cap:alert xmlns:cap="u"><cap:info>1</cap:info><info>2</info></cap:alert>', limits))
    expect(elementsOf(root, 'info').map(textOf)).toEqual(['1', '2'])
  })

  it.each([
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    '<!doctype a><a/>',
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
    '<a><! DOCTYPE x></a>',
  ])('refuses document types: %s', (text) => expect(code(text)).toBe('xml.doctype'))

  it.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>text',
    '<a/>text<!-- -->',
    'text<a/>',
    '<a b="1" b="2"/>',
    '<a>x & y</a>',
    '<a>&foo;</a>',
    '<a b="&foo;"/>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<__proto__/>',
    '<a __proto__="1"/>',
    '{"a":1}',
  ])('refuses malformed: %s', (text) => expect(code(text)).toBe('xml.malformed'))

  it('bounds characters, depth, elements and attributes, quickly', () => {
    const started = performance.now()
    expect(code('<a>'.repeat(19) + '</a>'.repeat(19))).toBe('read')
    expect(code('<a>'.repeat(21) + '</a>'.repeat(21))).toBe('xml.too-large')
    expect(code('<a>'.repeat(60_000))).toBe('xml.too-large')
    expect(code(`<a>${'<b/>'.repeat(30_000)}</a>`)).toBe('xml.too-large')
    expect(code(`<a ${Array.from({ length: 10_000 }, (_, i) => `x${i}="1"`).join(' ')}/>`)).toBe('xml.too-large')
    expect(code(`<a>${'x'.repeat(300_000)}</a>`)).toBe('xml.too-large')
    expect(code('<!--'.repeat(45_000))).toBe('xml.malformed')
    expect(code(`<a>${'<![CDATA['.repeat(20_000)}</a>`)).toBe('xml.malformed')
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('answers any text without a throw', () => {
    const pieces = fc.constantFrom(
      '<a>',
      '</a>',
      '<b c="',
      '"',
      '/>',
      '&',
      '&lt;',
      '&#x',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      'x',
      '\0',
      '=',
      "'",
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        parseXml(parts.join(''), limits)
      }),
      { numRuns: 3000 },
    )
  })
})

/** Texts side by side are read back as one. */
const joinTexts = (children: readonly (XmlNode | string)[]): (XmlNode | string)[] =>
  children.filter((child, i) => typeof child !== 'string' || typeof children[i - 1] !== 'string')

const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  .map((given) => given.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, ''))
  .filter((given) => given !== '')
const name = fc.stringMatching(/^[a-z\u4e00-\u4e50][a-z0-9_-]{0,5}$/).filter((given) => given !== 'constructor')
const { node } = fc.letrec<{ node: XmlNode; child: XmlNode | string }>((tie) => ({
  node: fc.record({
    name,
    attributes: fc.dictionary(name, text, { maxKeys: 3, noNullPrototype: true }),
    children: fc.array(tie('child'), { maxLength: 3 }).map(joinTexts),
  }),
  child: fc.oneof({ maxDepth: 4 }, text, tie('node')),
}))

describe('writeXml', () => {
  it('writes what parseXml reads back', () => {
    fc.assert(
      fc.property(node, (given) => {
        expect(unwrap(parseXml(writeXml(given), limits))).toEqual(given)
      }),
      { numRuns: 500 },
    )
  })

  it('escapes and drops what XML forbids, and throws for a bad name', () => {
    expect(writeXml(element('a', '<b>"&\u0000\uFFFE]]>', { c: '"<' }))).toContain('<a c="&quot;&lt;">&lt;b&gt;"&amp;]]&gt;</a>')
    expect(() => writeXml(element('a b'))).toThrow('name')
    expect(() => writeXml(element('a', [], { 'x onload': '' }))).toThrow('name')
  })
})

const alerts = new URL('../../../shared/data/cap12/', import.meta.url)
describe.skipIf(!existsSync(alerts))('alerts of CAP 1.2', () => {
  it('are read or refused; the one with an outside entity is refused', () => {
    const files = readdirSync(alerts, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(cap|xml)$/.test(file))
    const answers = files.map((file) => code(readFileSync(new URL(file, alerts), 'utf8')))
    expect(answers.filter((answer) => answer === 'xml.doctype').length).toBeGreaterThan(0)
    expect(answers.filter((answer) => answer === 'read').length).toBeGreaterThan(0)
  })
})
