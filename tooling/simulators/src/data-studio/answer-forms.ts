/** What a connector answers, as Data Studio reads it. */
export interface ConfigItem {
  readonly type: string
  readonly name: string
  readonly displayName?: string
  readonly isDynamic?: boolean
  readonly options?: readonly { readonly label: string; readonly value: string }[]
  readonly parameterControl?: { readonly allowOverride?: boolean }
}

export interface ConfigAnswer {
  readonly configParams: readonly ConfigItem[]
  readonly dateRangeRequired: boolean
  readonly isSteppedConfig: boolean
}

export interface SchemaField {
  readonly name: string
  readonly label: string
  readonly dataType: string
  readonly description?: string
  readonly group?: string
  readonly defaultAggregationType?: string
  readonly isDefault?: boolean
  readonly semantics: {
    readonly conceptType: string
    readonly semanticType: string
    readonly semanticGroup: string
    readonly isReaggregatable: boolean
  }
}

export interface DataAnswer {
  readonly schema: readonly SchemaField[]
  readonly rows: readonly { readonly values: readonly unknown[] }[]
  readonly filtersApplied?: boolean
}

export interface DataRequest {
  readonly configParams?: Readonly<Record<string, string>>
  readonly scriptParams?: { readonly sampleExtraction?: boolean; readonly lastRefresh?: string }
  readonly dateRange?: { readonly startDate: string; readonly endDate: string }
  readonly fields: readonly { readonly name: string; readonly forFilterOnly?: boolean }[]
  readonly dimensionsFilters?: readonly (readonly {
    readonly fieldName: string
    readonly values: readonly string[]
    readonly type: 'INCLUDE' | 'EXCLUDE'
    readonly operator: string
  }[])[]
}
