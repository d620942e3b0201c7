import { TreeSelect } from 'antd'
import { type ReactElement, useId } from 'react'
import { treeOf } from '../api/tree.ts'
import { unitTree, useCategories, useUnits } from '../api/shared.ts'
import type { CategoryRow, UnitNode } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import { type InputProps, useForm } from './context.ts'
import { copy } from './copy.ts'
import { asText } from './values.ts'

interface Node {
  readonly value: string
  readonly title: string
  readonly children?: Node[]
}

interface Labelled {
  readonly id?: string
  readonly 'aria-label'?: string
}

interface TreeProps {
  readonly nodes: readonly Node[]
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  readonly placeholder: string
  readonly loading?: boolean
  readonly described?: Labelled
}

/** One node of a tree, found by typing part of its name. */
const TreeChoice = ({ nodes, value, onChange, placeholder, loading, described }: TreeProps): ReactElement => {
  const own = useId()
  const id = described?.id ?? own
  return (
    <TreeSelect
      {...described}
      id={id}
      treeData={nodes as Node[]}
      showSearch={{ treeNodeFilterProp: 'title' }}
      allowClear
      treeDefaultExpandAll
      placeholder={placeholder}
      loading={loading ?? false}
      value={value}
      onChange={(next: string | undefined) => onChange(next)}
      style={{ width: '100%' }}
      styles={{ popup: { root: { maxHeight: 420 } } }}
      // The input says that it owns `<id>_list`; the library gives no element that id.
      popupRender={(tree) => <div id={`${id}_list`}>{tree}</div>}
    />
  )
}

const unitNode = (unit: UnitNode): Node => ({
  value: unit.id,
  title: unit.name,
  ...(unit.children ? { children: unit.children.map(unitNode) } : {}),
})

interface PickProps {
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  readonly described?: Labelled
  readonly placeholder?: string
}

/** A unit out of the tree of units. */
export const UnitPick = ({ value, onChange, described, placeholder }: PickProps): ReactElement => {
  const say = useCopy(copy)
  const units = useUnits()
  const nodes = unitTree(units.data ?? []).map(unitNode)
  return (
    <TreeChoice
      nodes={nodes}
      value={value}
      onChange={onChange}
      placeholder={placeholder ?? say('unitChoose')}
      loading={units.isPending}
      described={described ?? {}}
    />
  )
}

const categoryNode = (row: CategoryRow & { readonly children?: readonly object[] }): Node => ({
  value: row.code,
  title: row.name,
  ...(row.children ? { children: (row.children as CategoryRow[]).map(categoryNode) } : {}),
})

/** A category out of its tree. */
export const CategoryPick = ({
  value,
  onChange,
  described,
  tree,
  placeholder,
}: PickProps & { readonly tree?: string | undefined }): ReactElement => {
  const say = useCopy(copy)
  const categories = useCategories(tree)
  const nodes = treeOf(
    categories.data ?? [],
    (row) => row.code,
    (row) => row.parent,
  ).map(categoryNode)
  return (
    <TreeChoice
      nodes={nodes}
      value={value}
      onChange={onChange}
      placeholder={placeholder ?? say('categoryChoose')}
      loading={categories.isPending}
      described={described ?? {}}
    />
  )
}

export const UnitInput = ({ value, onChange, described }: InputProps): ReactElement => (
  <UnitPick value={asText(value) || undefined} onChange={onChange} described={described} />
)

export const CategoryInput = ({ value, onChange, described }: InputProps): ReactElement => {
  const { categoryTree } = useForm()
  return <CategoryPick value={asText(value) || undefined} onChange={onChange} described={described} tree={categoryTree} />
}
