export { linesOf, readTable } from './parse-list'
export { applyList, isSendable, previewList } from './send-list'
