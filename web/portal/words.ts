import { accessTexts } from '../../src/access/texts.ts'
import { intakeTexts } from '../../src/intake/api.ts'
import { fileTexts } from '../../src/kernel/files/texts.ts'
import { formTexts } from '../../src/kernel/form/texts.ts'
import { httpTexts } from '../../src/kernel/http/texts.ts'
import { createTranslator } from '../../src/kernel/i18n.ts'
import { matterTexts } from '../../src/matters/texts.ts'

/** Says every refusal that a resident's form may meet. */
export const faultTranslator = createTranslator(formTexts, fileTexts, httpTexts, matterTexts, intakeTexts, accessTexts)
