/** What an answer is made of, before it is known whether it goes out as XML or JSON (the Spark convention of the protocol maps one to the other). */
export type Part = string | number | boolean | null | Items | Fields

/** A list; in XML each entry stands in an element of this name, in JSON it is a plain array. */
export interface Items {
  readonly items: string
  readonly of: readonly Part[]
}

export interface Fields {
  readonly [name: string]: Part
}

export const list = (items: string, of: readonly Part[]): Items => ({ items, of })
