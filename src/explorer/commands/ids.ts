/** Ids of the explorer's commands. */
export const CommandIDs = {
  openExplorer: 'vcp:open-explorer',
  refreshExplorer: 'vcp:refresh-explorer',
  toggleAllGroups: 'vcp:toggle-all-groups',
  createGroup: 'vcp:create-group',
  deleteGroup: 'vcp:delete-group',
  deleteUnit: 'vcp:delete-unit',
  deleteNode: 'vcp:delete-node',
  newUnit: 'vcp:new-unit',
  addNodes: 'vcp:add-nodes',
  powerOn: 'vcp:power-on',
  powerOff: 'vcp:power-off',
  suspend: 'vcp:suspend-nodes',
  resume: 'vcp:resume-nodes',
  stop: 'vcp:stop-nodes',
  start: 'vcp:start-nodes',
  backUp: 'vcp:back-up-node',
  watch: 'vcp:watch-nodes',
  unwatch: 'vcp:unwatch-nodes',
  clearProcessing: 'vcp:clear-processing',
  renameGroup: 'vcp:rename-group',
  changeOwner: 'vcp:change-owner',
  setReminder: 'vcp:set-reminder',
  planPowerOff: 'vcp:plan-power-off',
  copyAddress: 'vcp:copy-address',
  copySshCommand: 'vcp:copy-ssh-command',
  copyId: 'vcp:copy-id'
} as const;

/** A place in the tree. Without arguments, the row with the focus is meant. */
export const PLACE_ARGUMENTS = {
  args: {
    type: 'object',
    properties: {
      group: { type: 'string', description: 'Id of the unit group' },
      unit: { type: 'string', description: 'Name of the unit' },
      node: { type: 'string', description: 'Id of the node or disk' }
    }
  }
} as const;
