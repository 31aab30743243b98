/** The one file through which this domain reaches the address arithmetic that all features share. */
export * from '../../common/ipv4';
