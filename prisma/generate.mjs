console.log("generate: no schema yet")
