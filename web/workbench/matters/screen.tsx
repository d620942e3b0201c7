import { Button, Checkbox, Input, Segmented, Select } from 'antd'
import { type ReactElement, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { address, get } from '../api/send.ts'
import { useProcedures } from '../api/shared.ts'
import { copy as frame } from '../app/copy.ts'
import { useCopy } from '../app/lang.ts'
import { matterPath } from '../app/paths.ts'
import { UnitPick } from '../forms/choose.tsx'
import { AreaFilter, CategoryFilter } from '../inbox/filters.tsx'
import { asCode } from '../parts/code.ts'
import { MatterTable } from '../parts/matter-table.tsx'
import { Count, Paged } from '../parts/paged.tsx'
import { copy } from './copy.ts'
import { useMatters } from './data.ts'
import { asked, askedOfServer, emptyQuery, type MattersQuery, readQuery } from './query.ts'
import './style.css'

/** All matters the reader may see: searched, filtered, exported. */
export const Matters = (): ReactElement => {
  const say = useCopy(copy)
  const sayFrame = useCopy(frame)
  const [, go] = useLocation()
  const query = readQuery(useSearch())
  const pages = useMatters(query)
  const set = (next: MattersQuery): void => {
    const search = new URLSearchParams(asked(next)).toString()
    go(search === '' ? '/matters' : `/matters?${search}`)
  }
  return (
    <div className="page">
      <h1>{say('title')}</h1>
      <Filters key={query.q} query={query} onQuery={set} />
      <div className="spread">
        <Count pages={pages} />
        <span className="row no-print">
          <Button size="small" href={address('/api/matters.xlsx', askedOfServer(query))}>
            {sayFrame('excel')}
          </Button>
          <Button size="small" onClick={() => window.print()}>
            {sayFrame('print')}
          </Button>
        </span>
      </div>
      <Paged pages={pages} empty={say('empty')} emptyHint={say('emptyHint')}>
        {(rows) => <MatterTable rows={rows} />}
      </Paged>
    </div>
  )
}

interface FiltersProps {
  readonly query: MattersQuery
  readonly onQuery: (query: MattersQuery) => void
}

const Filters = ({ query, onQuery }: FiltersProps): ReactElement => {
  const say = useCopy(copy)
  const [words, setWords] = useState(query.q)
  const [, go] = useLocation()
  const search = async (text: string): Promise<void> => {
    const code = asCode(text)
    const found = code === null ? null : await get<{ id: string }>(`/api/matters/by-code/${code}`).catch(() => null)
    if (found) go(matterPath(found.id))
    else onQuery({ ...query, q: text.trim() })
  }
  const filtered = Object.keys(asked(query)).length > 0
  return (
    <div className="matters-filters no-print" role="search">
      <Input.Search
        className="matters-search"
        size="large"
        allowClear
        autoFocus
        placeholder={say('search')}
        aria-label={say('search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onSearch={(text) => void search(text)}
      />
      <Segmented
        aria-label={say('scope')}
        value={query.scope}
        onChange={(scope) => onQuery({ ...query, scope })}
        options={(['all', 'open', 'closed'] as const).map((scope) => ({ value: scope, label: say(`scope-${scope}`) }))}
      />
      <CategoryFilter value={query.category} onChange={(category) => onQuery({ ...query, category })} />
      <AreaFilter value={query.area} onChange={(area) => onQuery({ ...query, area })} />
      <NatureFilter value={query.nature} onChange={(nature) => onQuery({ ...query, nature })} />
      <span className="matters-unit">
        <UnitPick
          value={query.unit ?? undefined}
          placeholder={say('unit')}
          onChange={(unit) => onQuery({ ...query, unit: unit ?? null })}
          described={{ 'aria-label': say('unit') }}
        />
      </span>
      <label className="row">
        <span className="soft">{say('from')}</span>
        <Input
          type="date"
          style={{ width: 150 }}
          value={query.from ?? ''}
          onChange={(event) => onQuery({ ...query, from: event.target.value || null })}
        />
      </label>
      <label className="row">
        <span className="soft">{say('to')}</span>
        <Input
          type="date"
          style={{ width: 150 }}
          value={query.to ?? ''}
          onChange={(event) => onQuery({ ...query, to: event.target.value || null })}
        />
      </label>
      <Checkbox checked={query.late} onChange={(event) => onQuery({ ...query, late: event.target.checked })}>
        {say('late')}
      </Checkbox>
      {filtered && (
        <Button type="link" size="small" onClick={() => onQuery(emptyQuery)}>
          {say('reset')}
        </Button>
      )}
    </div>
  )
}

const NatureFilter = ({
  value,
  onChange,
}: {
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}): ReactElement => {
  const say = useCopy(copy)
  const procedures = useProcedures().data ?? []
  const natures = [
    ...new Map(procedures.flatMap((procedure) => procedure.natures ?? []).map((nature) => [nature.id, nature.title])).entries(),
  ]
  return (
    <Select
      allowClear
      aria-label={say('nature')}
      placeholder={say('nature')}
      style={{ minWidth: 120 }}
      value={value}
      options={natures.map(([id, name]) => ({ value: id, label: name }))}
      onChange={(next: string | undefined) => onChange(next ?? null)}
    />
  )
}
