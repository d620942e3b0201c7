import { TreeSelect } from 'antd'
import type { ReactElement } from 'react'
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

interface TreeProps {
  readonly id?: string
  readonly nodes: readonly Node[]
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  readonly placeholder: string
  readonly loading?: boolean
  readonly described?: object
}

/** One node of a tree, found by typing part of its name. */
const TreeChoice = ({ nodes, value, onChange, placeholder, loading, described }: TreeProps): ReactElement => (
  <TreeSelect
    {...described}
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
  />
)

const unitNode = (unit: UnitNode): Node => ({
  value: unit.id,
  title: unit.name,
  ...(unit.children ? { children: unit.children.map(unitNode) } : {}),
})

interface PickProps {
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
  readonly described?: object
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
