/** The private addresses that nodes of the live tree have. Pure, and free of the tree's whole shape: it takes what it needs of it. */

/** A node's address, and whose it is. */
export interface IAddressInUse {
  readonly address: string;
  /** Provider of the node: addresses of other providers are addresses of other networks. */
  readonly provider: string;
  /** Name of the unit group. */
  readonly unitGroup: string;
  /** Name of the unit. */
  readonly unit: string;
  /** Serial number of the node within the unit. */
  readonly node: number;
}

/** As much of a unit group as has to be known. */
export interface IAddressedGroup {
  readonly name: string;
  readonly units: readonly {
    readonly name: string;
    readonly nodes: readonly { readonly address: string; readonly provider: string; readonly number: number }[];
  }[];
}

/** Addresses in use, in the order of the tree. Nodes that have none yet are left out. */
export function addressesInUse(tree: readonly IAddressedGroup[]): readonly IAddressInUse[] {
  return tree.flatMap(group =>
    group.units.flatMap(unit =>
      unit.nodes
        .filter(({ address }) => address !== '')
        .map(({ address, provider, number }) => ({ address, provider, unitGroup: group.name, unit: unit.name, node: number }))
    )
  );
}

/** Unit group and unit in one word, as the explorer and the findings of the composer write them. */
export function unitPath({ unitGroup, unit }: IAddressInUse): string {
  return `${unitGroup}/${unit}`;
}
