import { Modal } from 'antd'
import type { ReactElement } from 'react'
import { useCopy } from '../app/lang.ts'
import { copy } from './copy.ts'

const lines = [
  [['j', 'k'], 'keyMove'],
  [['Enter'], 'keyOpen'],
  [['a'], 'keyAct'],
  [['x'], 'keySelect'],
  [['/'], 'keySearch'],
  [['r'], 'keyRefresh'],
  [['Esc'], 'keyLeave'],
  [['?'], 'keyHelp'],
] as const

export const KeyHelp = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const say = useCopy(copy)
  return (
    <Modal open title={say('keys')} footer={null} width={360} onCancel={onClose}>
      <table className="table">
        <tbody>
          {lines.map(([keys, words]) => (
            <tr key={words}>
              <td className="nowrap">
                {keys.map((key) => (
                  <span key={key}>
                    <kbd>{key}</kbd>{' '}
                  </span>
                ))}
              </td>
              <td>{say(words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
