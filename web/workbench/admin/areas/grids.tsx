import { Select } from 'antd'
import { type ReactElement, useState } from 'react'
import { useAreas } from '../../api/shared.ts'
import { useCopy } from '../../app/lang.ts'
import { Shown } from '../../parts/states.tsx'
import { copy } from './copy.ts'
import { useDrawn } from './data.ts'
import { Drawing } from './drawing.tsx'

/** The grids of one community on the map: as of a day, and to be changed as of today. */
export const Grids = (): ReactElement => {
  const say = useCopy(copy)
  const communities = useAreas('community').data ?? []
  const streets = useAreas('street').data ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const [day, setDay] = useState<string | null>(null)
  const community = chosen ?? communities[0]?.code ?? null
  const drawn = useDrawn(community, day)
  const options = streets.map((street) => ({
    label: street.name,
    options: communities.filter(({ code }) => code.startsWith(street.code)).map(({ code, name }) => ({ value: code, label: name })),
  }))
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <div className="row">
        <label htmlFor="grids-community">{say('community')}</label>
        <Select
          id="grids-community"
          className="grids-community"
          showSearch
          optionFilterProp="label"
          placeholder={say('chooseCommunity')}
          value={community}
          options={options}
          onChange={setChosen}
        />
        <label htmlFor="grids-day">{say('day')}</label>
        <input
          id="grids-day"
          type="date"
          className="admin-day"
          value={day ?? drawn.data?.day ?? ''}
          max={drawn.data?.today}
          onChange={({ target }) => setDay(target.value === '' || target.value === drawn.data?.today ? null : target.value)}
        />
        {day !== null && (
          <button type="button" className="link" onClick={() => setDay(null)}>
            {say('today')}
          </button>
        )}
      </div>
      <Shown of={drawn}>{(data) => <Drawing key={`${data.community.code} ${data.day}`} drawn={data} />}</Shown>
    </>
  )
}
