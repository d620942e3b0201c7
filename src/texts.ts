import { calendarTexts } from './kernel/calendar/texts.ts'
import { fileTexts } from './kernel/files/texts.ts'
import { formTexts } from './kernel/form/texts.ts'
import { httpTexts } from './kernel/http/texts.ts'
import { createTranslator } from './kernel/i18n.ts'
import { sheetTexts } from './kernel/sheets/texts.ts'
import { xmlTexts } from './kernel/xml.ts'
import { accessTexts } from './access/texts.ts'
import { searchTexts } from './matters/search/texts.ts'
import { matterTexts } from './matters/texts.ts'
import { errorTexts } from '../web/portal/error.ts'
import { layoutTexts } from '../web/portal/layout.ts'

/** Every text of every capability, Chinese and English. */
export const translator = createTranslator(calendarTexts, fileTexts, formTexts, httpTexts, sheetTexts, xmlTexts, layoutTexts, errorTexts, accessTexts, matterTexts, searchTexts)
