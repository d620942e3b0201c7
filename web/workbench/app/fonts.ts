/** Whether this machine has no Chinese letters: two of them look the same then, for both are the box that stands for a missing one. */
export const lacksChinese = (): boolean => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (!context) return false
  const [one, other] = ['邻', '里'].map((character) => {
    context.clearRect(0, 0, 24, 24)
    context.font = '20px sans-serif'
    context.fillText(character, 0, 20)
    return context.getImageData(0, 0, 24, 24).data.join()
  })
  return one === other
}
