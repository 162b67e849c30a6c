export {
  QueueUnavailable,
  type JobQueue,
  type QueueDepth,
  type Ring,
  type RingHandler,
  type RingOptions,
} from './job-queue.ts';
export { postgresQueue, type PostgresQueueOptions } from './postgres-queue.ts';
export { redisQueue, type RedisQueueOptions } from './redis-queue.ts';
