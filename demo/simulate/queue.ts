/** Work to be done at a moment. */
export interface Due {
  readonly at: number
  readonly work: () => void
}

/** A queue by time; of equal times the one put first comes first. A binary heap. */
export const createQueue = () => {
  const heap: { readonly due: Due; readonly order: number }[] = []
  let order = 0
  const earlier = (a: number, b: number): boolean => {
    const [one, two] = [heap[a], heap[b]]
    if (!one || !two) return false
    return one.due.at < two.due.at || (one.due.at === two.due.at && one.order < two.order)
  }
  const swap = (a: number, b: number): void => {
    const [one, two] = [heap[a], heap[b]]
    if (one && two) [heap[a], heap[b]] = [two, one]
  }
  const sink = (from: number): void => {
    for (let at = from; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      const least = earlier(right, left) ? right : left
      if (!earlier(least, at)) return
      swap(least, at)
      at = least
    }
  }
  return {
    put(at: number, work: () => void): void {
      heap.push({ due: { at, work }, order: order++ })
      for (let own = heap.length - 1; own > 0 && earlier(own, (own - 1) >> 1); own = (own - 1) >> 1) swap(own, (own - 1) >> 1)
    },
    take(): Due | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (last && heap.length > 0) heap[0] = last
      sink(0)
      return first?.due
    },
  }
}
