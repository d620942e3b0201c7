import { App, Button } from 'antd'
import { type ReactElement, useState } from 'react'
import { Link } from 'wouter'
import type { Field } from '../../../../src/kernel/form/model.ts'
import { useCopy, useLang } from '../../app/lang.ts'
import { asText } from '../../forms/values.ts'
import { momentWords } from '../../parts/moment.ts'
import { Shown } from '../../parts/states.tsx'
import { RowForm } from '../row-form.tsx'
import { AdminTable, type Column } from '../table.tsx'
import { copy } from './copy.ts'
import { type FailedNotice, useFailed, useFailedAct } from './data.ts'

const reasonField: readonly Field[] = [{ field: 'reason', kind: 'text', label: copy.reason, required: true, max: 300 }]

/** Notices that did not go out: why, and what to do about each. */
export const Failed = (): ReactElement => {
  const say = useCopy(copy)
  const lang = useLang()
  const { message } = App.useApp()
  const failed = useFailed()
  const act = useFailedAct()
  const [chosen, setChosen] = useState<FailedNotice | null>(null)
  const close = (): void => setChosen(null)
  const topicWords = (topic: string): string => (topic in copy ? say(topic as keyof typeof copy) : topic)
  const columns: readonly Column<FailedNotice>[] = [
    { key: 'topic', label: say('topic'), words: (row) => topicWords(row.topic) },
    { key: 'code', label: say('code') },
    { key: 'fault', label: say('fault') },
    { key: 'tries', label: say('tries'), words: (row) => say('triesWords', { count: row.tries }) },
    { key: 'createdAt', label: say('createdAt'), words: (row) => momentWords(row.createdAt, lang) },
    {
      key: 'dueAt',
      label: say('next'),
      words: (row) => (row.givenUp ? say('stuck') : say('nextAt', { at: momentWords(row.dueAt, lang) })),
    },
  ]
  const retry = (ids: readonly string[]): void =>
    act.mutate(
      { ids },
      {
        onSuccess: ({ count }) => {
          close()
          void message.success(say('retried', { count }))
        },
        onError: (fault) => void message.error(fault.message),
      },
    )
  return (
    <>
      <p className="soft">{say('hint')}</p>
      <Shown of={failed}>
        {(rows) => (
          <div className="admin-columns">
            <AdminTable
              rows={rows}
              columns={columns}
              keyOf={(row) => row.id}
              chosen={chosen?.id ?? null}
              onChoose={setChosen}
              empty={say('none')}
              tools={
                rows.length > 0 && (
                  <Button loading={act.isPending} onClick={() => retry(rows.map((row) => row.id))}>
                    {say('retryAll')}
                  </Button>
                )
              }
            />
            {chosen ? (
              <RowForm
                key={chosen.id}
                title={`${topicWords(chosen.topic)} ${chosen.code ?? ''}`}
                fields={reasonField}
                defaults={{}}
                saveWords={say('giveUp')}
                onSave={(draft) => act.mutateAsync({ ids: [chosen.id], reason: asText(draft['reason']) }).then(close)}
                onCancel={close}
              >
                <div className="row">
                  <Button loading={act.isPending} onClick={() => retry([chosen.id])}>
                    {say('retry')}
                  </Button>
                  {chosen.matterId && <Link href={`/matters/${chosen.matterId}`}>{chosen.code}</Link>}
                </div>
              </RowForm>
            ) : (
              rows.length > 0 && <p className="panel soft">{say('pick')}</p>
            )}
          </div>
        )}
      </Shown>
    </>
  )
}
