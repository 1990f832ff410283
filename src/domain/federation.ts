/** Who signs in the people of one domain (Graph's internalDomainFederation). */
export interface Federation {
  readonly domain: string;
  /** A sign-in service of the organisation, AD FS for one, and not Entra. */
  readonly federated: boolean;
  /** federatedIdpMfaBehavior is enforceMfaByFederatedIdp: the second factor is that service's business. */
  readonly factorElsewhere: boolean;
}
