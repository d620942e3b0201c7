import { Button } from 'antd'
import { type PointerEvent, type ReactElement, useRef, useState } from 'react'
import { upload } from '../api/send.ts'
import type { StoredFile } from '../api/types.ts'
import { useCopy } from '../app/lang.ts'
import type { InputProps } from './context.ts'
import { copy } from './copy.ts'
import { rememberFile, rememberedFile } from './file-memory.ts'
import { asText } from './values.ts'

/** A signature drawn with finger, pen or mouse; kept as a picture in the file store. */
export const SignatureInput = ({ value, onChange, described }: InputProps): ReactElement => {
  const say = useCopy(copy)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const ticket = asText(value)
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    const pen = canvas.current?.getContext('2d')
    if (!pen || event.buttons === 0) return
    const { offsetX, offsetY } = event.nativeEvent
    if (event.type === 'pointerdown') {
      event.currentTarget.setPointerCapture(event.pointerId)
      pen.beginPath()
      pen.moveTo(offsetX, offsetY)
      return
    }
    Object.assign(pen, { lineWidth: 2.5, lineCap: 'round', strokeStyle: '#1d2727' })
    pen.lineTo(offsetX, offsetY)
    pen.stroke()
    setDrawn(true)
  }
  const again = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, 400, 160)
    setDrawn(false)
    onChange(undefined)
  }
  const keep = async (): Promise<void> => {
    const blob = await new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'))
    if (!blob) return
    setBusy(true)
    setFault(null)
    try {
      const stored = await upload<StoredFile>('/api/files', blob, {}, 'signature.png')
      rememberFile(stored, blob)
      onChange(stored.ticket)
    } catch (error) {
      setFault(error instanceof Error ? error.message : '')
    }
    setBusy(false)
  }
  const kept = ticket === '' ? null : rememberedFile(ticket)
  return (
    <div className="signature stack">
      {ticket !== '' && <p className="done">✓ {say('signed')}</p>}
      {kept?.picture && <img src={kept.picture} alt={say('signed')} height={80} />}
      {ticket === '' && (
        <canvas
          ref={canvas}
          width={400}
          height={160}
          aria-label={say('sign')}
          style={{ touchAction: 'none' }}
          onPointerDown={draw}
          onPointerMove={draw}
        />
      )}
      {fault !== null && <p className="field-fault">{fault}</p>}
      <div className="row">
        {ticket === '' && (
          <Button id={described.id} disabled={!drawn} loading={busy} onClick={() => void keep()}>
            {say('signKeep')}
          </Button>
        )}
        <Button onClick={again}>{say('signAgain')}</Button>
      </div>
    </div>
  )
}
