import { Modal } from 'antd'
import { type KeyboardEvent, type ReactElement, useState } from 'react'
import type { FileView } from '../../api/types.ts'
import { useCopy } from '../../app/lang.ts'
import { copy } from './copy.ts'

/** Photos as small pictures that open large; other files as downloads. */
export const Photos = ({ files }: { readonly files: readonly FileView[] }): ReactElement | null => {
  const say = useCopy(copy)
  const [at, setAt] = useState<number | null>(null)
  const photos = files.filter((file) => file.thumbnail !== null || file.kind === 'image')
  const others = files.filter((file) => !photos.includes(file))
  if (files.length === 0) return null
  const nameOf = (file: FileView, i: number): string =>
    file.shows === 'before' || file.shows === 'after' ? say(`photo-${file.shows}`, { n: i + 1 }) : (file.name ?? say('photo', { n: i + 1 }))
  return (
    <div className="stack">
      <ul className="photos">
        {photos.map((file, i) => (
          <li key={file.digest}>
            <button type="button" className="photo" aria-label={say('enlarge', { name: nameOf(file, i) })} onClick={() => setAt(i)}>
              <img src={file.thumbnail ?? file.url} alt={nameOf(file, i)} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      {others.map((file) => (
        <p key={file.digest}>
          <a href={file.url} download>
            {say('download', { name: file.name ?? file.digest.slice(0, 8) })}
          </a>
        </p>
      ))}
      {at !== null && photos[at] && <Lightbox photos={photos} at={at} nameOf={nameOf} onAt={setAt} />}
    </div>
  )
}

interface LightboxProps {
  readonly photos: readonly FileView[]
  readonly at: number
  readonly nameOf: (file: FileView, i: number) => string
  readonly onAt: (at: number | null) => void
}

const Lightbox = ({ photos, at, nameOf, onAt }: LightboxProps): ReactElement | null => {
  const say = useCopy(copy)
  const photo = photos[at]
  if (!photo) return null
  const turn = (by: number): void => onAt((at + by + photos.length) % photos.length)
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight') turn(1)
    if (event.key === 'ArrowLeft') turn(-1)
  }
  return (
    <Modal open footer={null} width="min(1100px, 96vw)" centered title={nameOf(photo, at)} onCancel={() => onAt(null)}>
      <div onKeyDown={keys}>
        <img className="lightbox-photo" src={photo.url} alt={nameOf(photo, at)} />
        {photos.length > 1 && (
          <p className="spread">
            <button type="button" className="link" onClick={() => turn(-1)}>
              ‹ {say('previous')}
            </button>
            <span className="soft">
              {at + 1} / {photos.length}
            </span>
            <button type="button" className="link" onClick={() => turn(1)}>
              {say('next')} ›
            </button>
          </p>
        )}
      </div>
    </Modal>
  )
}
