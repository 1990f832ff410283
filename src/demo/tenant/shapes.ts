/** Property names per Graph type, as in the contract slice; a $select or $filter of any other name is refused. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const directoryTypes = {
  user: words(`id deletedDateTime accountEnabled assignedLicenses assignedPlans authorizationInfo businessPhones city
    companyName country createdDateTime department displayName employeeHireDate employeeId employeeType
    externalUserState givenName identities isManagementRestricted isResourceAccount jobTitle
    lastPasswordChangeDateTime mail mailNickname mobilePhone officeLocation onPremisesDomainName
    onPremisesImmutableId onPremisesLastSyncDateTime onPremisesSamAccountName onPremisesSyncEnabled
    onPremisesUserPrincipalName otherMails passwordPolicies passwordProfile preferredLanguage proxyAddresses
    securityIdentifier signInActivity signInSessionsValidFromDateTime state surname usageLocation
    userPrincipalName userType`),
  group: words(`id deletedDateTime createdDateTime description displayName groupTypes isAssignableToRole mail
    mailEnabled mailNickname membershipRule onPremisesSyncEnabled securityEnabled securityIdentifier visibility`),
  directoryRole: words('id deletedDateTime description displayName roleTemplateId'),
  administrativeUnit: words('id deletedDateTime description displayName'),
  device: words(`id deletedDateTime accountEnabled approximateLastSignInDateTime deviceId displayName isCompliant
    isManaged manufacturer model operatingSystem operatingSystemVersion profileType registrationDateTime trustType`),
  servicePrincipal: words('id deletedDateTime accountEnabled appId displayName servicePrincipalType'),
} as const;

const policyConfiguration = 'id state excludeTargets includeTargets';

const properties = {
  ...directoryTypes,
  directoryObject: [...new Set(Object.values(directoryTypes).flat())],
  authenticationMethod: words('id createdDateTime'),
  fido2AuthenticationMethod: words(`id createdDateTime aaGuid attestationCertificates attestationLevel displayName
    model passkeyType publicKeyCredential`),
  microsoftAuthenticatorAuthenticationMethod: words('id createdDateTime deviceTag displayName phoneAppVersion'),
  windowsHelloForBusinessAuthenticationMethod: words('id createdDateTime displayName keyStrength'),
  phoneAuthenticationMethod: words('id createdDateTime phoneNumber phoneType smsSignInState'),
  passwordAuthenticationMethod: words('id createdDateTime password'),
  softwareOathAuthenticationMethod: words('id createdDateTime secretKey'),
  emailAuthenticationMethod: words('id createdDateTime emailAddress'),
  platformCredentialAuthenticationMethod: words('id createdDateTime displayName keyStrength platform'),
  externalAuthenticationMethod: words('id createdDateTime configurationId displayName'),
  temporaryAccessPassAuthenticationMethod: words(`id createdDateTime isUsable isUsableOnce lifetimeInMinutes
    methodUsabilityReason startDateTime temporaryAccessPass`),
  authenticationMethodsPolicy: words(`id description displayName lastModifiedDateTime policyMigrationState
    policyVersion reconfirmationInDays registrationEnforcement authenticationMethodConfigurations`),
  authenticationMethodConfiguration: words(`${policyConfiguration} defaultPasskeyProfile isAttestationEnforced
    isSelfServiceRegistrationAllowed keyRestrictions passkeyProfiles featureSettings isSoftwareOathEnabled
    defaultLength defaultLifetimeInMinutes isUsableOnce maximumLifetimeInMinutes minimumLifetimeInMinutes
    isOfficePhoneAllowed allowExternalIdToUseEmailOtp`),
  authenticationStrengthPolicy: words(`id allowedCombinations createdDateTime description displayName
    modifiedDateTime policyType requirementsSatisfied combinationConfigurations`),
  unifiedRoleAssignment: words(`id appScopeId condition directoryScopeId principalId principalOrganizationId
    roleDefinitionId`),
  unifiedRoleAssignmentScheduleInstance: words(`id appScopeId directoryScopeId principalId roleDefinitionId
    assignmentType endDateTime memberType roleAssignmentOriginId roleAssignmentScheduleId startDateTime`),
  unifiedRoleEligibilityScheduleInstance: words(`id appScopeId directoryScopeId principalId roleDefinitionId
    endDateTime memberType roleEligibilityScheduleId startDateTime`),
  privilegedAccessGroupEligibilityScheduleInstance: words(`id accessId eligibilityScheduleId endDateTime groupId
    memberType principalId startDateTime`),
  unifiedRoleDefinition: words(`id description displayName isBuiltIn isEnabled resourceScopes rolePermissions
    templateId version`),
  conditionalAccessPolicy: words(`id deletedDateTime conditions createdDateTime description displayName grantControls
    modifiedDateTime sessionControls state templateId`),
  authenticationContextClassReference: words('id description displayName isAvailable'),
  namedLocation: words('id deletedDateTime createdDateTime displayName modifiedDateTime'),
  riskyUser: words(`id isDeleted isProcessing riskDetail riskLastUpdatedDateTime riskLevel riskState userDisplayName
    userPrincipalName`),
  signIn: words(`id appDisplayName appId appliedConditionalAccessPolicies authenticationAppDeviceDetails clientAppUsed
    conditionalAccessStatus correlationId createdDateTime deviceDetail homeTenantId ipAddress isInteractive location
    resourceDisplayName resourceId resourceTenantId riskDetail riskEventTypes riskEventTypes_v2 riskLevelAggregated
    riskLevelDuringSignIn riskState servicePrincipalId servicePrincipalName status userAgent userDisplayName userId
    userPrincipalName`),
  directoryAudit: words(`id activityDateTime activityDisplayName additionalDetails category correlationId initiatedBy
    loggedByService operationType result resultReason targetResources`),
  userRegistrationDetails: words(`id isAdmin isMfaCapable isMfaRegistered isPasswordlessCapable isSsprCapable
    isSsprEnabled isSsprRegistered isSystemPreferredAuthenticationMethodEnabled lastUpdatedDateTime methodsRegistered
    systemPreferredAuthenticationMethods userDisplayName userPreferredMethodForSecondaryAuthentication
    userPrincipalName userType`),
  organization: words(`id deletedDateTime countryLetterCode createdDateTime displayName onPremisesSyncEnabled
    tenantType verifiedDomains`),
  domain: words(`id authenticationType availabilityStatus isAdminManaged isDefault isInitial isRoot isVerified
    manufacturer model passwordNotificationWindowInDays passwordValidityPeriodInDays state supportedServices`),
  internalDomainFederation: words('id displayName issuerUri federatedIdpMfaBehavior'),
  subscribedSku: words(`id accountId accountName appliesTo capabilityStatus consumedUnits prepaidUnits servicePlans
    skuId skuPartNumber subscriptionIds`),
  licenseDetails: words('id servicePlans skuId skuPartNumber'),
  appRoleAssignment: words('id appRoleId principalId resourceId resourceDisplayName createdDateTime'),
  userScopeTeamsAppInstallation: words('id teamsApp teamsAppDefinition'),
  chat: words('id chatType tenantId webUrl'),
} as const;

export type GraphType = keyof typeof properties;

/** What Graph answers for a user when nothing is selected. */
const userDefault = words(`businessPhones displayName givenName id jobTitle mail mobilePhone officeLocation
  preferredLanguage surname userPrincipalName`);

/** Navigation properties that may be expanded; they are absent from an answer unless they are. */
const expandable: Partial<Record<GraphType, readonly string[]>> = {
  user: ['manager'],
  microsoftAuthenticatorAuthenticationMethod: ['device'],
  windowsHelloForBusinessAuthenticationMethod: ['device'],
  unifiedRoleAssignment: ['principal', 'roleDefinition'],
  unifiedRoleAssignmentScheduleInstance: ['principal', 'roleDefinition'],
  unifiedRoleEligibilityScheduleInstance: ['principal', 'roleDefinition'],
  privilegedAccessGroupEligibilityScheduleInstance: ['principal', 'group'],
  userScopeTeamsAppInstallation: ['teamsApp', 'teamsAppDefinition'],
};

const ofDirectory = new Set<string>(['directoryObject', ...Object.keys(directoryTypes)]);

export const propertiesOf = (type: GraphType): readonly string[] => properties[type];
export const expandableOf = (type: GraphType): readonly string[] => expandable[type] ?? [];
export const isDirectoryType = (type: GraphType): boolean => ofDirectory.has(type);
export const defaultOf = (type: GraphType): readonly string[] => (type === 'user' ? userDefault : properties[type]);
