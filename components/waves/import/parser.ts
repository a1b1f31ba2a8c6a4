export { linesOf, readTable } from './parse-list'
export { applyList, previewList } from './send-list'
