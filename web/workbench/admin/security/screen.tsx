import { Button, Select } from 'antd'
import { type ReactElement, useState } from 'react'
import { useUnits } from '../../api/shared.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { momentWords } from '../../parts/moment.ts'
import { Empty, Shown } from '../../parts/states.tsx'
import { useStaff } from '../staff/data.ts'
import { copy, happenings } from './copy.ts'
import { type SecurityFilter, type SecurityLine, useSecurityLog } from './data.ts'

const kinds = ['sign-in', 'reading', 'right'] as const

/** Who signed in, read personal data or changed rights, by person and day. */
export const Security = (): ReactElement => {
  const say = useCopy(copy)
  const [filter, setFilter] = useState<SecurityFilter>({ account: null, kind: null, day: null })
  const log = useSecurityLog(filter)
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <Filters filter={filter} onChange={setFilter} />
      <Shown of={{ ...log, data: log.data?.pages.flat() }}>
        {(lines) => (
          <>
            {lines.length === 0 ? <Empty title={say('none')} /> : <Lines lines={lines} />}
            {log.hasNextPage && (
              <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                {say('more')}
              </Button>
            )}
          </>
        )}
      </Shown>
    </>
  )
}

const Filters = ({
  filter,
  onChange,
}: {
  readonly filter: SecurityFilter
  readonly onChange: (filter: SecurityFilter) => void
}): ReactElement => {
  const say = useCopy(copy)
  const people = useStaff(false).data?.pages.flatMap((page) => page.staff) ?? []
  return (
    <div className="row">
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 200 }}
        aria-label={say('who')}
        placeholder={say('anyone')}
        value={filter.account}
        options={people.map((person) => ({ value: person.id, label: person.name }))}
        onChange={(account: string | undefined) => onChange({ ...filter, account: account ?? null })}
      />
      <Select
        style={{ width: 170 }}
        aria-label={say('kind')}
        value={filter.kind ?? ''}
        options={[{ value: '', label: say('all') }, ...kinds.map((value) => ({ value, label: say(value) }))]}
        onChange={(kind: string) => onChange({ ...filter, kind: kind || null })}
      />
      <label className="row">
        {say('day')}
        <input
          type="date"
          className="ant-input admin-day"
          value={filter.day ?? ''}
          onChange={(event) => onChange({ ...filter, day: event.target.value || null })}
        />
      </label>
    </div>
  )
}

const Lines = ({ lines }: { readonly lines: readonly SecurityLine[] }): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const units = useUnits().data ?? []
  const subject = (line: SecurityLine): string => {
    const plain = line.subject?.replace(/^[a-z]+:/, '') ?? ''
    return line.subjectName ?? units.find((unit) => `unit:${unit.id}` === line.subject)?.name ?? plain
  }
  const who = (line: SecurityLine): string => line.actorName ?? (line.actor?.startsWith('system') ? say('system') : say('unknown'))
  return (
    <div className="table-scroll admin-log">
      <table className="table">
        <thead>
          <tr>
            {(['at', 'who', 'kind', 'what', 'subject', 'purpose'] as const).map((key) => (
              <th key={key}>{say(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.kind} ${line.id}`}>
              <td className="nowrap">{momentWords(line.at, lang)}</td>
              <td className="nowrap">{who(line)}</td>
              <td className="nowrap">{say(line.kind)}</td>
              <td>{happenings[line.what]?.[lang] ?? line.what}</td>
              <td>{subject(line)}</td>
              <td>{line.purpose}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
