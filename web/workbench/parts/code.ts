/** The code in groups of four, as it is read out: `990112345678` → `9901`, `1234`, `5678`. */
export const codeGroups = (code: string): readonly string[] => code.replaceAll(/\s/g, '').match(/.{1,4}/g) ?? []

/** Whether a search is a matter's code: twelve digits, however they are grouped. Full-width digits come from Chinese keyboards. */
export const asCode = (text: string): string | null => {
  const plain = text.replaceAll(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replaceAll(/[\s-]/g, '')
  return /^\d{12}$/.test(plain) ? plain : null
}
