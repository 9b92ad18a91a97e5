import type { Resource } from '../../../shared/operations/node';
import type { TurkeySmsClient } from '../../api/client';
import { get } from './get.operation';
import { getDetailed } from './getDetailed.operation';

export const report: Resource<TurkeySmsClient> = {
	name: 'Report',
	value: 'report',
	operations: [get, getDetailed],
};
