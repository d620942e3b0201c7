import { defineTexts } from '../i18n.ts'

/** What is said when a file is refused. */
export const fileTexts = defineTexts({
  'file.too-large': { zh: '文件太大，最大 {max} MB。', en: 'The file is too large; the limit is {max} MB.' },
  'file.unsupported': {
    zh: '不支持这种文件。可以上传照片、PDF、Word、Excel、PPT、录音和短视频。',
    en: 'This kind of file is not accepted. You can send photos, PDF, Word, Excel, PowerPoint, recordings and short videos.',
  },
  'file.empty': { zh: '文件是空的，请重新选择。', en: 'The file is empty. Please choose another.' },
  'file.damaged': {
    zh: '文件打不开，可能已经损坏，请换一个或重新保存后再传。',
    en: 'The file cannot be read and may be damaged. Please send another or save it anew.',
  },
  'file.pixels': { zh: '照片尺寸太大，最多 {max} 百万像素。', en: 'The picture is too large; the limit is {max} million pixels.' },
  'file.unfolds': { zh: '文件解开后太大，最大 {max} MB。', en: 'The file unpacks to too much; the limit is {max} MB.' },
  'file.encrypted': { zh: '文件设了密码，请取消密码后再传。', en: 'The file has a password. Please remove it and send the file again.' },
  'file.macros': {
    zh: '文件里带有宏，为了安全不能接收，请另存为不带宏的文件。',
    en: 'The file contains macros and cannot be accepted. Please save it without macros.',
  },
  'file.heic': {
    zh: '暂时读不了这种苹果照片，请在相册里存成 JPG 或截图后再传。',
    en: 'This iPhone picture format cannot be read yet. Please save it as JPG or send a screenshot.',
  },
  'file.not-found': { zh: '没有找到这个文件。', en: 'This file was not found.' },
})
