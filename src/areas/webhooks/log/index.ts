export { readCursor, writeCursor, type Place } from './cursor.ts'
export { findDeliveries, type DeliveryFilter } from './find.ts'
export { readTime } from './read-time.ts'
export { readDeliveries, readDelivery, type DeliveryDetail, type LoggedDelivery } from './read.ts'
