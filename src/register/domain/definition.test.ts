import { describe, expect, it } from 'vitest'
import type { Field } from '../../kernel/form/model.ts'
import { loadRefused, loadRegisterFiles } from '../definitions.ts'
import { checkRegisters } from './check.ts'
import { registerSchema, type Register } from './definition.ts'
import { refusedField } from './refused.ts'

const registers = loadRegisterFiles()
const list = loadRefused()
const field = (label: string, more: Partial<Field> = {}): Field => ({
  field: 'extra',
  kind: 'text',
  label: { zh: label, en: label },
  ...more,
})
const refusedAs = (label: string, register = 'person'): string | undefined => refusedField(list, register, field(label))?.id

describe('registers', () => {
  it('come six, each with a source and a retention', () => {
    expect(registers.map(({ id }) => id)).toEqual(['dwelling', 'facility', 'household', 'organisation', 'person', 'premises'])
    for (const { source, retention } of registers) expect([source, retention.source].every((text) => text.length > 4)).toBe(true)
  })

  const person = registers.find(({ id }) => id === 'person') as Register
  const faultsWith = (change: Partial<Register>): string[] =>
    checkRegisters(registers.map((register) => (register.id === 'person' ? { ...person, ...change } : register))).map(
      ({ where, message }) => `${where}: ${message}`,
    )
  const named = person.fields.slice(0, 1)
  const link = {
    role: 'x',
    to: ['nowhere'],
    label: { zh: '甲', en: 'a' },
    back: { zh: '乙', en: 'b' },
    ours: 'one',
    theirs: 'many',
  } as const
  it.each<[Partial<Register>, string]>([
    [{ name: ['nick'] }, 'person.name: there is no field nick'],
    [{ name: ['phone'] }, 'person.name: phone is masked and can make no title'],
    [{ code: 'phone' }, 'person.code: phone must be a field that is found as a code'],
    [{ fields: [...person.fields, ...named] }, 'person.fields.name: this field stands twice'],
    [
      {
        fields: [...person.fields, field('甲', { personal: 'contact' })].map((each) =>
          each.field === 'extra' ? { ...each, find: 'words' as const } : each,
        ),
      },
      'person.fields.extra: what is masked is found only by a blind index',
    ],
    [{ links: [...person.links, link] }, 'person.links.x: there is no register nowhere'],
    [{ links: person.links.filter(({ role }) => role !== 'head') }, 'household.members: person has no link head to household'],
    [{ place: { of: ['walks'] } }, 'person.place: there is no link walks'],
    [{ id: 'dwelling' }, 'dwelling: this register stands twice'],
  ])('%#: tells what does not fit', (change, fault) => expect(faultsWith(change)).toContain(fault))

  it('have one shape', () => {
    expect(registerSchema.safeParse({ ...person, score: 1 }).success).toBe(false)
    expect(registerSchema.safeParse({ ...person, fields: [{ ...named[0], kind: 'face' }] }).success).toBe(false)
    expect(registerSchema.safeParse({ ...person, fields: [{ ...named[0], risk: true }] }).success).toBe(false)
  })
})

describe('what no register may hold', () => {
  it.each([
    ['宗教信仰', 'religion'],
    ['宗 教 信 仰', 'religion'],
    ['宗·教', 'religion'],
    ['是否信教', 'religion'],
    ['Religion', 'religion'],
    ['ＲＥＬＩＧＩＯＮ', 'religion'],
    ['r e l i g i o n', 'religion'],
    ['re1igion', 'religion'],
    ['rel1g10n', 'religion'],
    ['re1ig1on', 'religion'],
    ['rеligiоn', 'religion'],
    ['reli\u200bgion', 'religion'],
    ['religiousBelief', 'religion'],
    ['zongjiaoxinyang', 'religion'],
    ['Church membership', 'religion'],
    ['民族', 'ethnicity'],
    ['民  族', 'ethnicity'],
    ['族別', 'ethnicity'],
    ['维吾尔', 'ethnicity'],
    ['ethnic group', 'ethnicity'],
    ['Ethnicity', 'ethnicity'],
    ['race', 'ethnicity'],
    ['r-a-c-e', 'ethnicity'],
    ['minzu', 'ethnicity'],
    ['政治面貌', 'politics'],
    ['是否党员', 'politics'],
    ['黨員', 'politics'],
    ['PartyMember', 'politics'],
    ['political-status', 'politics'],
    ['指纹编号', 'biometrics'],
    ['人脸照片', 'biometrics'],
    ['Face ID', 'biometrics'],
    ['fingerPrint', 'biometrics'],
    ['finger_print', 'biometrics'],
    ['b10metr1c', 'biometrics'],
    ['D.N.A', 'biometrics'],
    ['风险等级', 'risk'],
    ['重点人员', 'risk'],
    ['關注 风 險', 'risk'],
    ['信用分', 'risk'],
    ['居民积分', 'risk'],
    ['riskLevel', 'risk'],
    ['Credit score', 'risk'],
    ['black-list', 'risk'],
    ['是否上访', 'risk'],
    ['网上言论', 'online'],
    ['微博账号', 'online'],
    ['Social Media', 'online'],
    ['行踪轨迹', 'movements'],
    ['GPS', 'movements'],
    ['Whereabouts', 'movements'],
    ['社会关系', 'social-graph'],
    ['刑满释放', 'special-groups'],
  ])('%s is refused as %s', (label, id) => expect(refusedAs(label)).toBe(id))

  it.each([
    '家庭人数',
    '宠物',
    '车位号',
    'Terrace',
    'Parking space',
    'Number of floors',
    '无障碍需求',
    '健康码以外的联系人',
    'Interface',
    'Trace number',
    '信件箱',
  ])('%s is none of it', (label) => expect(refusedAs(label)).toBeUndefined())

  it('looks at name, labels, choices and hints, and knows a lift’s risk from a person’s', () => {
    expect(refusedField(list, 'person', field('备注', { field: 'ethnicGroup' }))?.id).toBe('ethnicity')
    expect(refusedField(list, 'person', field('备注', { kind: 'choice', of: [{ value: 'a', label: { zh: '佛教', en: 'A' } }] }))?.id).toBe(
      'religion',
    )
    expect(refusedField(list, 'person', field('备注', { hint: { zh: '填写党派', en: 'x' } }))?.id).toBe('politics')
    expect(refusedAs('风险等级', 'facility')).toBeUndefined()
    expect(refusedAs('民族', 'facility')).toBe('ethnicity')
    expect(refusedAs('统一社会信用代码')).toBeUndefined()
    const found = refusedField(list, 'person', field('宗教'))
    expect([found?.reason.zh, found?.source]).toEqual([
      '宗教信仰属于敏感个人信息，社区办事不需要，邻里不收集',
      '个人信息保护法第二十八条；邻里章程；设计文件第二节',
    ])
  })
})
