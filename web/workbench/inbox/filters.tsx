import { Button, Input, Select } from 'antd'
import { type ReactElement, useState } from 'react'
import { useLocation } from 'wouter'
import { get } from '../api/send.ts'
import { useAreas, useCategories } from '../api/shared.ts'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { asCode } from '../parts/code.ts'
import { copy } from './copy.ts'
import { type InboxQuery, isFiltered } from './query.ts'

interface FiltersProps {
  readonly query: InboxQuery
  readonly onQuery: (query: InboxQuery) => void
}

/** Search and filters above the list. A code typed into the search opens its matter. */
export const Filters = ({ query, onQuery }: FiltersProps): ReactElement => {
  const say = useCopy(copy)
  const [words, setWords] = useState(query.q)
  const [, go] = useLocation()
  const search = async (text: string): Promise<void> => {
    const code = asCode(text)
    const found = code === null ? null : await get<{ id: string }>(`/api/matters/by-code/${code}`).catch(() => null)
    if (found) go(matterPath(found.id))
    else onQuery({ ...query, q: text.trim() })
  }
  return (
    <div className="inbox-filters" role="search">
      <Input.Search
        id="inbox-search"
        className="inbox-search"
        allowClear
        placeholder={say('search')}
        aria-label={say('search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onSearch={(text) => void search(text)}
      />
      <CategoryFilter value={query.category} onChange={(category) => onQuery({ ...query, category })} />
      <AreaFilter value={query.area} onChange={(area) => onQuery({ ...query, area })} />
      {isFiltered(query) && (
        <Button type="link" size="small" onClick={() => onQuery({ ...query, category: null, area: null, q: '' })}>
          {say('reset')}
        </Button>
      )}
    </div>
  )
}

interface FilterProps {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** Any category at the top of its tree or below. */
export const CategoryFilter = ({ value, onChange }: FilterProps): ReactElement => {
  const say = useCopy(copy)
  const categories = useCategories().data ?? []
  const names = new Map(categories.map((row) => [row.code, row.name]))
  const options = categories.map((row) => ({
    value: row.code,
    label: row.parent && names.has(row.parent) ? `${names.get(row.parent) ?? ''} / ${row.name}` : row.name,
  }))
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={say('category')}
      placeholder={say('category')}
      style={{ minWidth: 150 }}
      popupMatchSelectWidth={280}
      value={value}
      options={options}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}

/** A street or a community. */
export const AreaFilter = ({ value, onChange }: FilterProps): ReactElement => {
  const say = useCopy(copy)
  const streets = useAreas('street').data ?? []
  const communities = useAreas('community').data ?? []
  const options = streets.flatMap((street) => [
    { value: street.code, label: street.name },
    ...communities
      .filter((each) => each.code.startsWith(street.code))
      .map((each) => ({ value: each.code, label: `${street.name} / ${each.name}` })),
  ])
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={say('area')}
      placeholder={say('area')}
      style={{ minWidth: 130 }}
      popupMatchSelectWidth={220}
      value={value}
      options={options}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}
