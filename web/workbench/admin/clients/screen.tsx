import { App, Button } from 'antd'
import { type ReactElement, useState } from 'react'
import type { Field } from '../../../../src/kernel/form/model.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import type { Draft } from '../../forms/values.ts'
import { momentWords } from '../../parts/moment.ts'
import { Shown } from '../../parts/states.tsx'
import { copy as admin } from '../copy.ts'
import { textField } from '../fields.ts'
import { RowForm } from '../row-form.tsx'
import { AdminTable, type Column } from '../table.tsx'
import { copy } from './copy.ts'
import { type Client, useClientAct, useClients } from './data.ts'

const scopes = ['read', 'submit', 'upstream'] as const

const rights: readonly Field[] = [
  textField('name', copy.name.zh, copy.name.en, { required: true, max: 80 }),
  { field: 'scopes', kind: 'checklist', label: copy.scopes, of: scopes.map((value) => ({ value, label: copy[value] })) },
  { field: 'perMinute', kind: 'number', label: copy.perMinute, required: true, min: 1, max: 6000 },
]
const making: readonly Field[] = [{ ...textField('id', copy.id.zh, copy.id.en, { required: true, max: 40 }), hint: copy.idHint }, ...rights]

const sentOf = (draft: Draft) => ({
  name: draft['name'] ?? '',
  scopes: draft['scopes'] ?? [],
  perMinute: Number(draft['perMinute']),
})

/** Programs that call with a key: what each may do, how often, and when it last did. */
export const Clients = (): ReactElement => {
  const say = useCopy(copy)
  const sayAdmin = useCopy(admin)
  const lang = useLang()
  const { modal } = App.useApp()
  const clients = useClients()
  const act = useClientAct()
  const [chosen, setChosen] = useState<Client | 'new' | null>(null)
  const close = (): void => setChosen(null)
  const scopeWords = (row: Client): string =>
    scopes
      .filter((each) => row.scopes.includes(each))
      .map((each) => say(each))
      .join(lang === 'zh' ? '、' : ', ') || '—'
  const columns: readonly Column<Client>[] = [
    { key: 'id', label: say('id') },
    { key: 'name', label: say('name') },
    { key: 'scopes', label: say('scopes'), words: scopeWords },
    { key: 'perMinute', label: say('perMinute') },
    { key: 'usedAt', label: say('usedAt'), words: (row) => (row.usedAt ? momentWords(row.usedAt, lang) : say('never')) },
    { key: 'active', label: say('state'), words: (row) => say(row.active ? 'active' : 'stopped') },
  ]
  const make = async (draft: Draft): Promise<void> => {
    const { key } = await act.mutateAsync({ path: '/api/clients', body: { id: draft['id'] ?? '', ...sentOf(draft) } })
    close()
    const name = String(draft['name'])
    modal.success({
      title: say('keyTitle'),
      content: (
        <div className="stack">
          <p className="mono admin-secret">{key}</p>
          <p>{say('keyHint', { name })}</p>
        </div>
      ),
    })
  }
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <Shown of={clients}>
        {(rows) => (
          <div className="admin-columns">
            <AdminTable
              rows={rows}
              columns={columns}
              keyOf={(row) => row.id}
              chosen={chosen !== 'new' && chosen ? chosen.id : null}
              onChoose={setChosen}
              onAdd={() => setChosen('new')}
              empty={say('none')}
            />
            {chosen === 'new' && (
              <RowForm
                title={sayAdmin('adding')}
                fields={making}
                defaults={{ perMinute: 240, scopes: [] }}
                onSave={make}
                onCancel={close}
              />
            )}
            {chosen && chosen !== 'new' && <One key={chosen.id} client={chosen} onDone={close} />}
            {chosen === null && <p className="panel soft">{sayAdmin('pick')}</p>}
          </div>
        )}
      </Shown>
    </>
  )
}

const One = ({ client, onDone }: { readonly client: Client; readonly onDone: () => void }): ReactElement => {
  const say = useCopy(copy)
  const sayAdmin = useCopy(admin)
  const { message, modal } = App.useApp()
  const act = useClientAct()
  if (!client.active)
    return (
      <section className="panel stack admin-form">
        <h2>{client.name}</h2>
        <p className="soft">{say('stopped')}</p>
      </section>
    )
  const stop = (): void => {
    modal.confirm({
      title: say('stopSure', { name: client.name }),
      okText: say('stop'),
      okButtonProps: { danger: true },
      onOk: () =>
        act.mutateAsync({ path: `/api/clients/${client.id}/stop` }).then(onDone, (fault: Error) => void message.error(fault.message)),
    })
  }
  return (
    <RowForm
      title={sayAdmin('changing', { name: client.name })}
      fields={rights}
      defaults={{ name: client.name, scopes: client.scopes, perMinute: client.perMinute }}
      onSave={(draft) => act.mutateAsync({ path: `/api/clients/${client.id}`, body: sentOf(draft), method: 'PUT' }).then(onDone)}
      onCancel={onDone}
    >
      <Button size="small" danger onClick={stop}>
        {say('stop')}
      </Button>
    </RowForm>
  )
}
