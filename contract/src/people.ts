export * from './people/scope.ts';
export * from './people/field.ts';
export * from './people/session.ts';
export * from './people/resident.ts';
export * from './people/own.ts';
export * from './people/account.ts';
