import { Button } from 'antd'
import { type ChangeEvent, type ReactElement, useRef, useState } from 'react'
import { upload } from '../api/send.ts'
import type { StoredFile } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import type { InputProps } from './context.ts'
import { copy } from './copy.ts'
import { rememberFile, rememberedFile } from './file-memory.ts'
import { asList, asText } from './values.ts'

interface FilesProps {
  readonly id?: string
  readonly tickets: readonly string[]
  readonly onChange: (tickets: readonly string[]) => void
  readonly accept?: string
  readonly max: number
  readonly label: string
}

/** Files on their way and those that are there; what fails is told by name and keeps the others. */
export const Files = ({ id, tickets, onChange, accept, max, label }: FilesProps): ReactElement => {
  const say = useCopy(copy)
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState<readonly string[]>([])
  const [faults, setFaults] = useState<readonly string[]>([])
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const files = [...(event.target.files ?? [])].slice(0, Math.max(0, max - tickets.length))
    event.target.value = ''
    setFaults([])
    setBusy(files.map((file) => file.name))
    let all = tickets
    for (const file of files) {
      try {
        const stored = await upload<StoredFile>('/api/files', file)
        rememberFile(stored, file)
        all = [...all.filter((ticket) => ticket !== stored.ticket), stored.ticket]
        onChange(all)
      } catch (fault) {
        setFaults((before) => [...before, say('uploadFault', { name: file.name, reason: fault instanceof Error ? fault.message : '' })])
      }
      setBusy((before) => before.filter((name) => name !== file.name))
    }
  }
  return (
    <div className="files">
      <ul className="files-list">
        {tickets.map((ticket) => (
          <FileItem key={ticket} ticket={ticket} onRemove={() => onChange(tickets.filter((one) => one !== ticket))} />
        ))}
      </ul>
      <p role="status">{busy[0] !== undefined && say('uploading', { name: busy[0] })}</p>
      {faults.map((fault) => (
        <p key={fault} className="field-fault" role="alert">
          {fault}
        </p>
      ))}
      <input ref={input} type="file" hidden multiple={max > 1} {...(accept ? { accept } : {})} onChange={(event) => void take(event)} />
      {tickets.length < max && (
        <Button {...(id ? { id } : {})} loading={busy.length > 0} onClick={() => input.current?.click()}>
          {label}
        </Button>
      )}
    </div>
  )
}

const FileItem = ({ ticket, onRemove }: { readonly ticket: string; readonly onRemove: () => void }): ReactElement => {
  const say = useCopy(copy)
  const { name, picture } = rememberedFile(ticket)
  return (
    <li className="files-item">
      {picture ? <img src={picture} alt={name} width={72} height={72} /> : <span className="files-name">{name}</span>}
      <button type="button" className="files-remove" aria-label={say('removeFile', { name })} onClick={onRemove}>
        ✕
      </button>
    </li>
  )
}

export const PhotosInput = ({ field, value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  return (
    <Files
      id={described.id}
      tickets={asList(value).map(String)}
      onChange={onChange}
      accept="image/*"
      max={field.max ?? 9}
      label={say('addPhotos')}
    />
  )
}

export const FileInput = ({ value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const ticket = asText(value)
  return (
    <Files
      id={described.id}
      tickets={ticket === '' ? [] : [ticket]}
      onChange={(tickets) => onChange(tickets[0])}
      max={1}
      label={say('addFile')}
    />
  )
}
