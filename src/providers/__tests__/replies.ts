/** What the server half answers, for specs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Credentials, Providers, VpnCatalog } from '../../api/types';

const FOLDER = join(__dirname, '../../../python/jupyterlab_vcp/providers');

function schema(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Record<string, unknown>;
}

type Section = Credentials['providers'][number];
type Key = Section['keys'][number];

/** Some of the packaged providers; azure is missing at this controller, of oracle it is not known. */
export function providersReply(change: Partial<Providers> = {}): Providers {
  const offer = (name: string, available: boolean | null) => ({ schema: schema(name), available, privateNetwork: 'default' });
  return {
    common: schema('_common'),
    providers: [offer('aws', true), offer('aws_disk', true), offer('azure', false), offer('onpremises', true), offer('oracle', null)],
    flavors: {
      aws: {
        small: { instance_type: 'm4.large', volume_size: 8 },
        own: { instance_type: 'm5.xlarge', volume_size: 40, colour: 'blue' }
      }
    },
    flavorsSource: '/home/jovyan/vcp_config/vcp_flavor.yml',
    flavorsVersion: 'f1',
    flavorsTarget: '/home/jovyan/vcp_config/vcp_flavor.yml',
    settings: {},
    problems: [
      {
        code: 'flavor_unknown_key',
        severity: 'warning',
        message: 'vcp_flavor.yml:8: aws.own has the unknown key colour; it has no effect',
        path: 'vcp_flavor.yml:8'
      }
    ],
    ...change
  };
}

/** A key of a section. */
export function key(name: string, state: Key['state'], change: Partial<Key> = {}): Key {
  const target = `vault://cubbyhole/aws/${name}`;
  const reference = state === 'missing' || state === 'literal' ? null : target;
  return { key: name, state, reference, target, multiline: false, ...change };
}

/** A section of vcp_config.yml. */
export function section(name: string, keys: readonly Key[], change: Partial<Section> = {}): Section {
  return { provider: name, providers: [name], section: name, configured: true, available: true, keys: [...keys], ...change };
}

/** The keys of aws, which aws_disk shares; oracle has a private key. */
export function credentialsReply(change: Partial<Credentials> = {}): Credentials {
  return {
    store: { url: 'https://vcc.example.ac.jp:8443', source: { kind: 'default' }, failure: null },
    formerToken: false,
    configFile: '/home/jovyan/vcp_config/vcp_config.yml',
    version: 'c1',
    providers: [
      section('aws', [key('access_key', 'resolved'), key('secret_key', 'unresolved')], { providers: ['aws', 'aws_disk'] }),
      section('azure', [key('client_id', 'missing')], { configured: false, available: false }),
      section(
        'oracle',
        [key('user_ocid', 'literal', { target: 'vault://cubbyhole/oracle/user_ocid' }), key('private_key', 'missing', { multiline: true })],
        { available: null }
      )
    ],
    ...change
  };
}

export function catalogReply(): VpnCatalog {
  return {
    entries: [
      {
        provider: 'aws',
        name: 'default',
        range: '172.30.2.0/28',
        values: {
          aws_region: 'ap-northeast-1',
          private_network_ipmask: '172.30.2.0/28',
          ntp_servers: ['172.30.2.1'],
          cloud_instance_dns_servers: ['172.30.2.1', '8.8.8.8']
        }
      },
      { provider: 'aws', name: 'tokyo', range: null, values: { aws_region: 'ap-northeast-1', unverified: false } },
      { provider: 'azure', name: 'default', range: '10.1.0.0/16', values: {} }
    ]
  };
}
