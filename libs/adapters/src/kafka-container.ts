/** A node of Kafka in a container, as specifications want it: short sessions, and no topics but those they make. */
import type { Wanted } from './container-under-test.ts';

/** The image takes the settings of the server by these names, and none of its own where any is given. */
export const kafkaContainer: Wanted = {
  image: 'apache/kafka:4.3.1',
  port: 9092,
  ready: /Kafka Server started/,
  environment: (address) => ({
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LISTENERS: 'CLIENT://0.0.0.0:9092,INNER://localhost:9093,CONTROLLER://localhost:9094',
    KAFKA_ADVERTISED_LISTENERS: `CLIENT://${address},INNER://localhost:9093`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CLIENT:PLAINTEXT,INNER:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'INNER',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9094',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_LOG_RETENTION_MS: '-1',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '1000',
    KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS: '1000',
    KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS: '6000',
    KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS: '200',
    KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS: '1000',
  }),
};
