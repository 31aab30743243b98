import { comment, line } from './codeParts';
import { topLevelText, type Spec } from './document';
import { pythonString } from './python';
import type { ProviderSchema } from './providerTypes';
import { mapLines, type SourceLine } from './sourceMap';
import { english, type Translate } from './translate';

function names(spec: Spec): readonly SourceLine[] {
  return [
    line(`group = vcp.get_ugroup(${pythonString(topLevelText(spec, 'unitGroup'))})`),
    line(`unit = group.get_unit(${pythonString(topLevelText(spec, 'unit'))})`)
  ];
}

/** Lines that do nothing until somebody removes the comment sign: what costs money or destroys is never run by "run all cells". */
function asleep(...statements: readonly string[]): readonly SourceLine[] {
  return statements.map(statement => line(`# ${statement}`));
}

function computeCells(spec: Spec, provider: ProviderSchema, trans: Translate): readonly (readonly SourceLine[])[] {
  const canPower = provider.features.power.support !== 'no';
  const power = [
    ...comment(trans.__('Power all nodes of the unit off, and on again')),
    ...names(spec),
    ...asleep(
      'for node in unit.find_nodes(node_state="RUNNING"):',
      '    unit.power_off_nodes(node_no=node.no)',
      'for node in unit.find_nodes(node_state="POWER_OFF"):',
      '    unit.power_on_nodes(node_no=node.no)'
    )
  ];
  return [
    [
      ...comment(trans.__('Nodes of the unit and their addresses')),
      ...names(spec),
      line('print(unit.find_ip_addresses(node_state="RUNNING"))'),
      line('unit.df_nodes()')
    ],
    [...comment(trans.__('Add a node of the same spec')), ...names(spec), ...asleep('unit.add_nodes(num_add_nodes=1)')],
    ...(canPower ? [power] : []),
    [...comment(trans.__('Delete one node of the unit by its number')), ...names(spec), ...asleep('unit.delete_nodes(node_no=1)')]
  ];
}

/**
 * Cells for later: list, add nodes, power, delete, clean up. Everything that changes something is commented out.
 *
 * @returns one Python text per cell.
 */
export function followUpCells(spec: Spec, provider: ProviderSchema, trans: Translate = english): readonly string[] {
  const list = [...comment(trans.__('Disks of the unit')), ...names(spec), line('unit.df_nodes()')];
  const cleanUp = [
    ...comment(trans.__('Delete the unit group with all its units')),
    line(`group = vcp.get_ugroup(${pythonString(topLevelText(spec, 'unitGroup'))})`),
    ...asleep('group.cleanup()')
  ];
  const cells = provider.unitType === 'compute' ? computeCells(spec, provider, trans) : [list];
  return [...cells, cleanUp].map(cell => mapLines(cell).text);
}
