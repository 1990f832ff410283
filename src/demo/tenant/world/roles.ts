import { stableId } from '../ids';

/** Built-in directory roles with their template ids, which are the same in every tenant. */
export const roleTemplates = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Privileged Role Administrator': 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Authentication Policy Administrator': '0526716b-113d-4c15-b2c8-68e3c22b9f80',
  'Conditional Access Administrator': 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
  'Exchange Administrator': '29232cdf-9323-42fd-ade2-1d097af3e4de',
  'Security Administrator': '194ae4cb-b126-40b2-bd5b-6091b380977d',
  'Security Reader': '5d6b6bb7-de71-4623-b4af-96380a352509',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'Message Center Reader': '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b',
  'Guest Inviter': '95e79109-95c0-4d8e-aee3-d01accf2d47b',
} as const;

export type RoleName = keyof typeof roleTemplates;

export interface RoleDefinition {
  readonly id: string;
  readonly displayName: string;
  /** Id of the activated directoryRole object, which differs from the template's. */
  readonly directoryRoleId: string;
}

export const roleDefinitions: readonly RoleDefinition[] = Object.entries(roleTemplates).map(([displayName, id]) => ({
  id,
  displayName,
  directoryRoleId: stableId(`directory role ${displayName}`),
}));
