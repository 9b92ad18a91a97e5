import type { Resource } from '../../../shared/operations/node';
import { withOutput } from '../../../shared/operations/outputFields';
import type { TurkeySmsClient } from '../../api/client';
import { get } from './get.operation';
import { getDetailed } from './getDetailed.operation';
import { reportOutput } from './outputFields';

export const report: Resource<TurkeySmsClient> = {
	name: 'Report',
	value: 'report',
	operations: [withOutput(get, reportOutput), getDetailed],
};
