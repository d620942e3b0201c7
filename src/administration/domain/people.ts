import type { StaffRow, UnitRow } from '../../access/api.ts'
import { roles } from '../../kernel/actor.ts'
import type { Text } from '../../kernel/i18n.ts'
import type { FieldFault } from '../../kernel/result.ts'
import type { ColumnSpec, TableRow } from '../../kernel/sheets/domain.ts'
import { textOf } from './lists.ts'

/** The columns of the sheet of units. Kinds and roles are read by access, in either language, so here they are text. */
export const unitColumns: readonly ColumnSpec[] = [
  { key: 'id', type: 'text', title: { zh: '单位代码', en: 'Unit code' }, required: true, maxLength: 80 },
  { key: 'name', type: 'text', title: { zh: '名称', en: 'Name' }, required: true, maxLength: 80 },
  { key: 'nameEn', type: 'text', title: { zh: '英文名称', en: 'English name' }, maxLength: 120 },
  { key: 'kind', type: 'text', title: { zh: '类型', en: 'Kind' }, required: true, maxLength: 80 },
  { key: 'parent', type: 'text', title: { zh: '上级单位代码', en: 'Superior unit' }, maxLength: 80 },
  { key: 'areas', type: 'text', title: { zh: '服务区域代码', en: 'Area codes' }, maxLength: 4000 },
  { key: 'kinds', type: 'text', title: { zh: '限办事项', en: 'Only these procedures' }, maxLength: 1000 },
]

/** The columns of the sheet of staff. */
export const staffColumns: readonly ColumnSpec[] = [
  { key: 'login', type: 'text', title: { zh: '登录名', en: 'Login' }, required: true, maxLength: 200 },
  { key: 'name', type: 'text', title: { zh: '姓名', en: 'Name' }, required: true, maxLength: 80 },
  { key: 'phone', type: 'text', title: { zh: '手机号', en: 'Mobile number' }, maxLength: 40 },
  { key: 'unit', type: 'text', title: { zh: '单位代码', en: 'Unit code' }, required: true, maxLength: 80 },
  { key: 'role', type: 'text', title: { zh: '角色', en: 'Role' }, required: true, maxLength: 80 },
]

/** The columns of the sheet of first passwords, handed out once. */
export const passwordColumns: readonly ColumnSpec[] = [
  { key: 'login', type: 'text', title: { zh: '登录名', en: 'Login' } },
  { key: 'name', type: 'text', title: { zh: '姓名', en: 'Name' } },
  { key: 'password', type: 'text', title: { zh: '初始密码', en: 'First password' } },
]

export const unitNote: Text = {
  zh: '一行一个单位。服务区域写区域代码，多个用空格隔开；限办事项一般留空。类型可填：区县、街道办事处、社区居委会、诉求受理中心、职能部门、综合执法队、派出所、公用事业单位、热线、其他单位。',
  en: 'One unit a row. Areas are codes separated by spaces; “only these procedures” is usually empty.',
}

export const staffNote: Text = {
  zh: `一行一个人的一个角色；一人多角就写多行，登录名和姓名相同。新的人会得到初始密码，第一次登录时必须改。已有人员的手机号留空则不变。共 ${roles.length} 种角色，填中文名称即可，如 派单员、承办人、网格员。`,
  en: `One role of one person a row; more roles are more rows with the same login and name. New people get a first password to be changed at the first sign-in. An empty telephone leaves a known one as it is. There are ${roles.length} roles, such as Dispatcher, Handler, Grid worker.`,
}

export const unitRowsOf = (rows: readonly TableRow[]): UnitRow[] =>
  rows.map(({ row, values: { id, name, nameEn, kind, parent, areas, kinds } }) => ({
    row,
    id: textOf(id),
    name: textOf(name),
    nameEn: textOf(nameEn),
    kind: textOf(kind),
    parent: textOf(parent),
    areas: textOf(areas),
    kinds: textOf(kinds),
  }))

export const staffRowsOf = (rows: readonly TableRow[]): StaffRow[] =>
  rows.map(({ row, values: { login, name, phone, unit, role } }) => ({
    row,
    login: textOf(login),
    name: textOf(name),
    phone: textOf(phone),
    unit: textOf(unit),
    role: textOf(role),
  }))

/** Faults of access (`<row>.<column>`, and `<row>.scopes.<n>.…` for areas) as those of a sheet. */
export const sheetFaults = (faults: readonly FieldFault[]): FieldFault[] =>
  faults.map((fault) => {
    const [row = '', column = ''] = fault.path.split('.')
    return {
      ...fault,
      path: `rows.${row}.${column === 'scopes' ? 'areas' : column}`,
      params: { ...fault.params, row: fault.params?.['row'] ?? row },
    }
  })
