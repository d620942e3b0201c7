import { type ReactElement, useState } from 'react'
import { useCopy } from '../../app/lang.ts'
import { TabList } from '../../parts/tab-list.tsx'
import { registers } from '../register/definitions.ts'
import { RegisterPage } from '../register/register.tsx'
import { copy } from './copy.ts'
import { Grids } from './grids.tsx'
import './style.css'

const tabs = ['list', 'map'] as const
const register = registers.find(({ name }) => name === 'areas')

/** Areas as a list of codes and names, and as grids on the map that can be split, merged and drawn anew. */
export const Areas = (): ReactElement => {
  const say = useCopy(copy)
  const [tab, setTab] = useState<(typeof tabs)[number]>('list')
  return (
    <>
      <TabList label={say('tabs')} tabs={tabs} at={tab} title={say} onTurn={setTab} />
      {tab === 'list' && register ? <RegisterPage register={register} /> : <Grids />}
    </>
  )
}
