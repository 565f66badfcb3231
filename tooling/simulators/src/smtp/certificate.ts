/**
 * A certificate for `localhost` and 127.0.0.1 that is signed by itself, until 2120. Its key is known to everybody: it secures
 * nothing, and is there so that TLS can be spoken, and refused.
 */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBgTCCASegAwIBAgIBATAKBggqhkjOPQQDAjAhMR8wHQYDVQQDDBZtYWlsLnNp
bXVsYXRlZC5leGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAw
WjAhMR8wHQYDVQQDDBZtYWlsLnNpbXVsYXRlZC5leGFtcGxlMFkwEwYHKoZIzj0C
AQYIKoZIzj0DAQcDQgAEeaMg31dnafRMOzoEG4oX3bTvuKgu+cZLohBdXMV4xS+U
UH7QqVJvBB5RKzRlFEgw7VR7LONuOFVcLv5l5t7BbaNOMEwwDwYDVR0TAQH/BAUw
AwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwHQYDVR0OBBYEFNke9Dqn
TWcFx2/jE5P3PMFvXyYmMAoGCCqGSM49BAMCA0gAMEUCIDOdOCvpOb4ONsni1DeV
ySbUNLEXRsTJn4+sAHav/3WUAiEAu9wbj5BFyBfAtZDJg/d9wimmwueF+ioODQ6k
//Pk3k0=
-----END CERTIFICATE-----
`

export const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgG9jzAKsz/1q+iE/m
p88SbwFe9CfCRwnS4e0BqkvvgLmhRANCAAR5oyDfV2dp9Ew7OgQbihfdtO+4qC75
xkuiEF1cxXjFL5RQftCpUm8EHlErNGUUSDDtVHss4244VVwu/mXm3sFt
-----END PRIVATE KEY-----
`
