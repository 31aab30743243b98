/**
 * The node spec as pure functions: reading and writing `.vcpspec` documents, their rules, and what is made of them. No DOM, no network,
 * no Node: the same code runs in the composer, in notebooks and on the command line.
 */
export * from './changeProvider';
export * from './clouds';
export * from './code';
export * from './compare';
export * from './context';
export * from './diagnostic';
export * from './diskChoices';
export * from './dockerRun';
export * from './document';
export * from './effective';
export * from './fixes';
export * from './flavor';
export * from './followUp';
export * from './environment';
export * from './generation';
export * from './ipv4';
export { isJsonList, isJsonObject, own, sameJson, stringsOf, withKey, type JsonObject, type JsonValue } from './json';
export { messageCodes, messageOf, type MessageCode } from './messages';
export * from './obstacles';
export * from './outside';
export * from './provider';
export * from './providerTypes';
export { base64, utf8Length } from './bytes';
export { keyDelivery, type KeyDelivery } from './authorizedKeys';
export { check, hasErrors } from './rules';
export { isImageName } from './rules/container';
export { scriptLimit } from './rules/startup';
export * from './sections';
export { firstSentence, type Help } from './sentence';
export * from './sourceMap';
export { describePublicKey, isPublicKeyLine, sshKeyKind, type SshKeyKind } from './sshKey';
export * from './summary';
export * from './translate';
